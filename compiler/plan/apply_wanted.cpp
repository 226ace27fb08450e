#include "plan/apply_wanted.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "plan/marking.hpp"

namespace pinwright::plan {

namespace {

/// An Error when the reference has no id and none was made for it.
auto fill_id(object::Kind kind, object::Reference& reference, const MadeIds& made) -> base::Status {
  if (!reference.id.empty()) return base::Done{};
  const auto found = made.find({kind, reference.key});
  if (found == made.end()) {
    return base::Error{fmt::format("the {} `{}` has no id: it was not made", object::word(kind), reference.key), {}};
  }
  reference.id = found->second;
  return base::Done{};
}

auto without_markers(std::string_view description) -> std::string {
  auto parts = object::split_description(description);
  while (parts.marker) parts = object::split_description(parts.text);
  return std::move(parts.text);
}

/// Of two settings, one of them masked, the live one takes the value that the other has.
auto see_through_masks(object::Policy& live, const object::Policy& wanted) -> void {
  const auto is_masked = [](const object::Setting& one) { return std::holds_alternative<object::Masked>(one.value); };
  for (auto& setting : live.settings) {
    const auto found = std::find_if(wanted.settings.begin(), wanted.settings.end(), [&](const object::Setting& one) {
      return one.type == setting.type && object::identity(one) == object::identity(setting);
    });
    if (found == wanted.settings.end() || (!is_masked(setting) && !is_masked(*found))) continue;
    setting.value = found->value;
  }
}

/// The instant as text that sorts: without its `Z` a fraction sorts behind the whole second.
auto instant_of(const object::Live& live) -> std::string {
  auto text = grammar::datetime_to_utc(live.created).value_or(live.created);
  if (text.ends_with('Z')) text.pop_back();
  return text;
}

}  // namespace

auto with_ids(std::vector<object::Assignment> assignments, const MadeIds& made)
    -> base::Result<std::vector<object::Assignment>> {
  for (auto& assignment : assignments) {
    if (assignment.target == object::Assignment::Target::Group) {
      if (auto status = fill_id(object::Kind::Group, assignment.group, made); !status.ok()) return status.error();
    }
    if (assignment.filter) {
      if (auto status = fill_id(object::Kind::Filter, assignment.filter->filter, made); !status.ok())
        return status.error();
    }
  }
  return assignments;
}

auto uses_made_group(const std::vector<object::Assignment>& assignments, const MadeIds& made) -> bool {
  return std::any_of(assignments.begin(), assignments.end(), [&](const object::Assignment& assignment) {
    return std::any_of(made.begin(), made.end(), [&](const auto& one) {
      return one.first.first == object::Kind::Group && one.second == assignment.group.id;
    });
  });
}

auto text_of(const object::Object& object) -> std::string {
  return without_markers(object::description_of(object).value_or(""));
}

auto marker_in(const object::Object& object) -> std::optional<object::Marker> {
  return object::split_description(object::description_of(object).value_or("")).marker;
}

auto is_same_object(const object::Marker& a, const object::Marker& b) -> bool {
  return a.workspace == b.workspace && a.key == b.key && a.tenant == b.tenant;
}

auto wanted_object(const Change& change, const std::vector<object::Assignment>& assignments, std::string_view workspace,
                   std::string_view tenant_id, const object::Live* live) -> object::Object {
  if (!change.after) {
    auto object = live != nullptr ? live->object : object::Object();
    object::set_description(object, text_of(object));
    return object;
  }
  auto object = *change.after;
  if (change.restores) {
    object::set_description(object, object::description_of(object).value_or(""));
    return object;
  }
  const bool manages_text = object::description_of(object).has_value();
  const auto text = manages_text ? text_of(object) : live != nullptr ? text_of(live->object) : std::string();
  const auto managed = change.manages_assignments ? std::optional(assignments) : std::nullopt;
  const auto marker = marker_of(workspace, change.key, tenant_id, object, managed, change.is_protected);
  object::set_description(object, object::join_description(text, marker));
  return object;
}

auto writes_body(const Change& change) -> bool {
  return change.action == Action::Create || change.sections.settings != Reason::None ||
         change.sections.rest != Reason::None;
}

auto state_hash(object::Live live) -> std::string {
  live.version = 0;
  live.last_modified.clear();
  auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return object::live_hash(live);
  for (auto& setting : policy->settings) {
    const bool is_encrypted = std::holds_alternative<object::Masked>(setting.value) || !setting.revealed_from.empty();
    if (is_encrypted) setting.value = object::Masked{};
    setting.revealed_from.clear();
  }
  return object::live_hash(live);
}

auto content_hash(const object::Live& live) -> std::string {
  auto content = live;
  content.assignments.clear();
  content.version = 0;
  content.last_modified.clear();
  return object::live_hash(content);
}

auto is_older(const object::Live& a, const object::Live& b) -> bool {
  return std::pair(instant_of(a), base::folded(a.id)) < std::pair(instant_of(b), base::folded(b.id));
}

auto unlike(object::Object live, const object::Object& wanted) -> std::vector<std::string> {
  if (auto* policy = std::get_if<object::Policy>(&live)) {
    see_through_masks(*policy, std::get<object::Policy>(wanted));
  }
  std::vector<std::string> paths;
  for (auto& one : object::differences(&live, &wanted)) paths.push_back(std::move(one.path));
  if (marker_in(live) != marker_in(wanted)) paths.emplace_back("description (the marker)");
  return paths;
}

auto unlike(const object::Live& live, const object::Object& wanted, const Change& change,
            const std::vector<object::Assignment>& assignments) -> std::vector<std::string> {
  auto paths = unlike(live.object, wanted);
  if (!change.manages_assignments) return paths;
  for (auto& one : object::differences(live.assignments, assignments)) paths.push_back(std::move(one.path));
  return paths;
}

}  // namespace pinwright::plan
