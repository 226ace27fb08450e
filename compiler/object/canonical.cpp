#include "object/canonical.hpp"

#include <algorithm>
#include <utility>

#include "base/sha256.hpp"
#include "base/text.hpp"
#include "object/canonical_value.hpp"

namespace pinwright::object {

namespace {

/// Items of canonical_setting, with a value that the caller chose.
auto items_of(const Setting& setting, std::string value, const CanonicalRules& rules) -> std::vector<std::string> {
  return {json_text(setting.key.text()),
          json_text(word(setting.type)),
          std::move(value),
          canonical_name(setting.display_name, rules),
          canonical_prose(setting.description, rules),
          json_text(setting.file_name)};
}

/// (identity, JSON text), in the order that the rules ask for.
template <class ValueOf>
auto settings_text(const std::vector<Setting>& settings, const CanonicalRules& rules, const ValueOf& value_of)
    -> std::string {
  std::vector<std::pair<std::string, std::string>> rows;
  for (const auto& setting : settings) {
    const auto& key = identity(setting);
    auto items = items_of(setting, value_of(setting), rules);
    items.insert(items.begin(), json_text(key));
    rows.emplace_back(key, json_array(items));
  }
  if (rules.sort_settings) std::sort(rows.begin(), rows.end());
  std::vector<std::string> texts;
  for (auto& row : rows) texts.push_back(std::move(row.second));
  return json_array(texts);
}

auto content(const Policy& policy, const CanonicalRules& rules) -> std::string {
  return canonical_settings(policy.settings, rules);
}
auto content(const Group& group, const CanonicalRules& rules) -> std::string {
  return json_array({canonical_optional(group.membership_rule, rules)});
}
auto content(const Filter& filter, const CanonicalRules& /*rules*/) -> std::string {
  return json_array({json_text(filter.platform), json_text(filter.rule)});
}

auto scope_tags_of(const Object& object) -> const std::optional<std::vector<Reference>>* {
  const auto* policy = std::get_if<Policy>(&object);
  return policy != nullptr && policy->scope_tags ? &policy->scope_tags : nullptr;
}

/// An encrypted value is known by its reference, whether it was revealed since or not.
auto live_value(const Setting& setting, const CanonicalRules& rules) -> std::string {
  const auto* mask = std::get_if<Masked>(&setting.value);
  const auto& reference = mask != nullptr ? mask->reference : setting.revealed_from;
  if (mask == nullptr && reference.empty()) return canonical_value(setting, rules);
  return json_array({R"("masked")", json_text(reference)});
}

auto live_content(const Object& object, const CanonicalRules& rules) -> std::string {
  const auto* policy = std::get_if<Policy>(&object);
  if (policy == nullptr) return canonical_content(object, rules);
  return settings_text(policy->settings, rules, [&](const Setting& one) { return live_value(one, rules); });
}

}  // namespace

auto canonical_setting(const Setting& setting, const CanonicalRules& rules) -> std::string {
  return json_array(items_of(setting, canonical_value(setting, rules), rules));
}

auto canonical_settings(const std::vector<Setting>& settings, const CanonicalRules& rules) -> std::string {
  return settings_text(settings, rules, [&](const Setting& one) { return canonical_value(one, rules); });
}

auto canonical_assignments(const std::vector<Assignment>& assignments, const CanonicalRules& rules) -> std::string {
  std::vector<std::string> texts;
  for (const auto& assignment : assignments) texts.push_back(canonical_assignment(assignment, rules));
  if (rules.sort_assignments) std::sort(texts.begin(), texts.end());
  return json_array(texts);
}

auto canonical_rest(const Object& object, const Object& like, const CanonicalRules& rules) -> std::string {
  std::vector<std::string> items{canonical_name(display_name_of(object), rules)};
  if (description_of(like)) items.push_back(canonical_description(description_of(object), rules));
  if (scope_tags_of(like) != nullptr) {
    const auto* tags = scope_tags_of(object);
    items.push_back(json_array(canonical_scope_tags(tags != nullptr ? **tags : std::vector<Reference>{}, rules)));
  }
  return json_array(items);
}

auto canonical_content(const Object& object, const CanonicalRules& rules) -> std::string {
  return std::visit([&](const auto& one) { return content(one, rules); }, object);
}

auto digest(std::string_view canonical) -> std::string { return base::base32(base::sha256(canonical)).substr(0, 16); }

auto live_hash(const Live& live) -> std::string {
  const CanonicalRules rules;
  const auto* tags = scope_tags_of(live.object);
  std::vector<std::string> items{
      json_text(word(kind_of(live.object))),
      json_text(base::folded(live.id)),
      json_text(display_name_of(live.object)),
      canonical_optional(description_of(live.object), rules),
      tags != nullptr ? json_array(canonical_scope_tags(**tags, rules)) : "null",
      live_content(live.object, rules),
      canonical_assignments(live.assignments, rules),
      std::to_string(live.version),
      json_text(live.last_modified),
  };
  if (live.unreadable) items.push_back(json_text(*live.unreadable));
  return base::hex(base::sha256(json_array(items)));
}

}  // namespace pinwright::object
