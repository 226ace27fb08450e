#include "driver/export_form.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "grammar/tenant_id.hpp"
#include "object/assignment_types.hpp"
#include "object/from_graph.hpp"

namespace pinwright::driver {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kTypeKey = "@odata.type";
constexpr std::string_view kXmlType = "#microsoft.graph.omaSettingStringXml";

/// A text member that is there; nullptr: none.
auto text_at(Json& object, std::string_view key) -> std::string* {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found == object.end() ? nullptr : found->get_ptr<std::string*>();
}

/// The elements of a list; nullptr: it is none.
auto list_at(Json& object, std::string_view key) -> Json::array_t* {
  const auto found = object.is_object() ? object.find(key) : object.end();
  return found == object.end() ? nullptr : found->get_ptr<Json::array_t*>();
}

/// To every type in `json`, however deep.
auto add_hashes(Json& json) -> void {
  auto* type = text_at(json, kTypeKey);
  if (type != nullptr && type->starts_with("microsoft.graph.")) type->insert(0, "#");
  if (!json.is_structured()) return;
  for (auto& child : json) add_hashes(child);
}

auto fit_setting(Json& setting) -> void {
  auto* value = text_at(setting, "value");
  if (value == nullptr || value->empty() || object::is_mask(*value)) return;
  if (const auto flag = setting.find("isEncrypted"); flag != setting.end() && flag->is_boolean()) *flag = false;
  const auto* type = text_at(setting, kTypeKey);
  if (type != nullptr && *type == kXmlType && base::trimmed(*value).starts_with('<'))
    *value = base::base64_encode(*value);
}

auto put_name(std::map<std::string, std::string>& names, const std::string& name) -> void {
  names.emplace(base::folded(name), name);
}

auto fit_target(Json& target, emit::LiveNames& names) -> void {
  const auto* group = text_at(target, "groupName");
  if (group != nullptr && !group->empty() && text_at(target, "groupId") == nullptr) {
    put_name(names.groups, *group);
    target["groupId"] = *group;
  }
  const auto* filter = text_at(target, object::kAssignmentFilterId);
  if (filter != nullptr && !filter->empty() && !grammar::is_guid(*filter)) put_name(names.filters, *filter);
}

auto is_number(std::string_view text) -> bool {
  return !text.empty() && std::all_of(text.begin(), text.end(), base::is_digit);
}

auto fit_scope_tag(Json& tag, emit::LiveNames& names) -> void {
  auto* text = tag.get_ptr<std::string*>();
  if (text == nullptr || is_number(*text)) return;
  if (*text == "Default") {
    *text = "0";
  } else {
    put_name(names.scope_tags, *text);
  }
}

auto fit_id(Json& entity, emit::ExportNotes& notes) -> void {
  const auto* id = text_at(entity, "id");
  if (id != nullptr && grammar::is_guid(*id)) return;
  if (id != nullptr && !id->empty())
    notes.lost.push_back(
        fmt::format("its id {} is no object ID, so that it is a new policy to the next plan", base::quoted(*id)));
  entity["id"] = "";
}

/// What a custom policy may hold and these files cannot say: sent to another tenant without it, the policy reaches more
/// devices than before.
auto note_rules(const Json& entity, emit::ExportNotes& notes) -> void {
  struct Rule {
    std::string_view key, what;
  };
  constexpr std::array<Rule, 3> kRules{{{"deviceManagementApplicabilityRuleOsEdition", "editions of Windows"},
                                        {"deviceManagementApplicabilityRuleOsVersion", "versions of Windows"},
                                        {"deviceManagementApplicabilityRuleDeviceMode", "the mode of devices"}}};
  for (const auto& rule : kRules) {
    const auto found = entity.find(rule.key);
    if (found != entity.end() && !found->is_null())
      notes.lost.push_back(
          fmt::format("its applicability rule for {} cannot be said here: a policy that is made from this file reaches "
                      "more devices",
                      rule.what));
  }
}

}  // namespace

auto to_graph_form(Json& entity, emit::LiveNames& names) -> emit::ExportNotes {
  emit::ExportNotes notes;
  if (!entity.is_object()) return notes;
  add_hashes(entity);
  fit_id(entity, notes);
  note_rules(entity, notes);
  notes.tells_assignments = entity.contains("assignments");
  if (auto* settings = list_at(entity, "omaSettings")) {
    for (auto& setting : *settings) fit_setting(setting);
  }
  if (auto* assignments = list_at(entity, "assignments")) {
    for (auto& assignment : *assignments) {
      if (assignment.is_object() && assignment.contains("target")) fit_target(assignment["target"], names);
    }
  }
  if (auto* tags = list_at(entity, "roleScopeTagIds")) {
    for (auto& tag : *tags) fit_scope_tag(tag, names);
  }
  return notes;
}

}  // namespace pinwright::driver
