#include "object/difference_settings.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/utf8.hpp"
#include "object/canonical_value.hpp"
#include "object/pair_up.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::ordered_json;

auto print(const Json& json) -> std::string { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

auto hidden() -> Json { return {{"secret", true}}; }

/// A value that only the tenant and the environment know. What was revealed and is declared in clear never gets here:
/// it is equal to what is declared, and its value no difference.
auto is_hidden(const Setting& setting) -> bool {
  return !setting.secrets.empty() || !setting.revealed_from.empty() || std::holds_alternative<Masked>(setting.value);
}

auto shown_text(const std::string& text) -> Json {
  if (base::find_invalid_utf8(text)) return {{"base64", base::base64_encode(text)}};
  return text;
}

/// The value itself; the caller has made sure that it may be seen.
auto shown_value(const Setting& setting) -> Json {
  const auto* text = std::get_if<std::string>(&setting.value);
  return text != nullptr ? shown_text(*text) : to_graph_value(setting);
}

auto whole(const Setting& setting) -> Json {
  Json json{{"@odata.type", odata_type(setting.type)}, {"displayName", setting.display_name}};
  if (setting.description && !setting.description->empty()) json["description"] = *setting.description;
  json["omaUri"] = setting.key.text();
  if (!setting.file_name.empty()) json["fileName"] = setting.file_name;
  json["value"] = is_hidden(setting) ? hidden() : shown_value(setting);
  return json;
}

auto path_of(const Setting& setting) -> std::string { return fmt::format("omaSettings[{}]", setting.key.text()); }

/// A setting that is on one side only.
auto one_sided(const Pair<Setting>& pair) -> Difference {
  const auto& setting = pair.after != nullptr ? *pair.after : *pair.before;
  Difference difference{path_of(setting), std::nullopt, std::nullopt, is_hidden(setting)};
  (pair.after != nullptr ? difference.after : difference.before) = print(whole(setting));
  return difference;
}

/// The fields of a setting that is on both sides.
class FieldDifferences {
 public:
  FieldDifferences(const Setting& before, const Setting& after, const CanonicalRules& rules,
                   std::vector<Difference>& found)
      : before_(before), after_(after), rules_(rules), found_(found) {}

  auto run() -> void {
    add("@odata.type", json_text(odata_type(before_.type)), json_text(odata_type(after_.type)));
    add("displayName", json_text(before_.display_name), json_text(after_.display_name));
    add("description", text_or_none(before_.description), text_or_none(after_.description));
    add("omaUri", json_text(before_.key.text()), json_text(after_.key.text()));
    add("fileName", file_name(before_), file_name(after_));
    add_value();
  }

 private:
  using Side = std::optional<std::string>;

  auto text_or_none(const std::optional<std::string>& text) const -> Side {
    if (!text || (text->empty() && rules_.absent_text_is_empty)) return std::nullopt;
    return json_text(*text);
  }
  static auto file_name(const Setting& setting) -> Side {
    return setting.file_name.empty() ? Side() : json_text(setting.file_name);
  }
  auto add(std::string_view field, Side before, Side after) -> void {
    if (before != after) found_.push_back({path(field), std::move(before), std::move(after), false});
  }
  auto add_value() -> void {
    if (plain_value(before_, rules_) == plain_value(after_, rules_)) return;
    // What becomes a secret of the environment is taken for one already.
    const bool hides_before = is_hidden(before_) || !after_.secrets.empty();
    const bool hides_after = is_hidden(after_);
    found_.push_back({path("value"), print(hides_before ? hidden() : shown_value(before_)),
                      print(hides_after ? hidden() : shown_value(after_)), hides_before || hides_after});
  }
  [[nodiscard]] auto path(std::string_view field) const -> std::string {
    return fmt::format("{}.{}", path_of(after_), field);
  }

  const Setting& before_;
  const Setting& after_;
  const CanonicalRules& rules_;
  std::vector<Difference>& found_;
};

/// Like canonical_setting, but for a secret what it is.
auto plain_setting(const Setting& setting, const CanonicalRules& rules) -> std::string {
  auto open = setting;
  open.secrets.clear();
  return canonical_setting(open, rules);
}

auto uris_of(const std::vector<Setting>& settings) -> std::string {
  std::vector<std::string> uris;
  for (const auto& setting : settings) uris.push_back(json_text(setting.key.text()));
  return json_array(uris);
}

auto same_order(const std::vector<Setting>& before, const std::vector<Setting>& after) -> bool {
  return std::equal(before.begin(), before.end(), after.begin(), after.end(),
                    [](const Setting& a, const Setting& b) { return identity(a) == identity(b); });
}

}  // namespace

auto setting_differences(const std::vector<Setting>& before, const std::vector<Setting>& after,
                         const CanonicalRules& rules) -> std::vector<Difference> {
  const PairUp<Setting> pair_up(
      before, after, [](const Setting& one) -> const std::string& { return identity(one); },
      [&](const Setting& one) { return plain_setting(one, rules); });
  std::vector<Difference> found;
  for (const auto& pair : pair_up.unequal()) {
    if (pair.before == nullptr || pair.after == nullptr) {
      found.push_back(one_sided(pair));
    } else {
      FieldDifferences(*pair.before, *pair.after, rules, found).run();
    }
  }
  const bool only_order = found.empty() && !rules.sort_settings && !same_order(before, after);
  if (only_order) found.push_back({"omaSettings", uris_of(before), uris_of(after), false});
  return found;
}

}  // namespace pinwright::object
