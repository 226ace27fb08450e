#include "object/to_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "base/text.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// Single precision, printed as the shortest decimal that is this float again, not as its 53-bit neighbour.
auto single(float value) -> Json {
  return base::to_double(fmt::format("{}", value)).value_or(static_cast<double>(value));
}

/// Edm.Binary is base64 in JSON; every other text is itself.
auto text_value(const OmaSetting& setting, const std::string& text) -> Json {
  return setting.type == DataType::StringXml ? base::base64_encode(text) : text;
}

auto to_graph(const OmaSetting& setting) -> Json {
  Json json{{"@odata.type", odata_type(setting.type)}, {"displayName", setting.display_name}};
  if (setting.description) json["description"] = *setting.description;
  json["omaUri"] = setting.oma_uri;
  if (!setting.file_name.empty()) json["fileName"] = setting.file_name;
  json["value"] = to_graph_value(setting);
  return json;
}

auto target_type(const Assignment& assignment) -> std::string_view {
  switch (assignment.target) {
    case Assignment::Target::AllDevices:
      return "#microsoft.graph.allDevicesAssignmentTarget";
    case Assignment::Target::AllUsers:
      return "#microsoft.graph.allLicensedUsersAssignmentTarget";
    case Assignment::Target::Group:
      return assignment.exclude ? "#microsoft.graph.exclusionGroupAssignmentTarget"
                                : "#microsoft.graph.groupAssignmentTarget";
    case Assignment::Target::Other:
      break;
  }
  return {};
}

auto id_or_symbol(std::string_view kind, const Reference& reference) -> std::string {
  return reference.id.empty() ? symbol(kind, reference.key) : reference.id;
}

}  // namespace

auto odata_type(DataType type) -> std::string_view {
  switch (type) {
    case DataType::Boolean:
      return "#microsoft.graph.omaSettingBoolean";
    case DataType::Integer:
      return "#microsoft.graph.omaSettingInteger";
    case DataType::String:
      return "#microsoft.graph.omaSettingString";
    case DataType::StringXml:
      return "#microsoft.graph.omaSettingStringXml";
    case DataType::DateTime:
      return "#microsoft.graph.omaSettingDateTime";
    case DataType::FloatingPoint:
      return "#microsoft.graph.omaSettingFloatingPoint";
    case DataType::Base64:
      return "#microsoft.graph.omaSettingBase64";
  }
  return {};
}

auto to_graph_value(const OmaSetting& setting) -> Json {
  if (const auto* flag = std::get_if<bool>(&setting.value)) return *flag;
  if (const auto* number = std::get_if<std::int32_t>(&setting.value)) return *number;
  if (const auto* real = std::get_if<float>(&setting.value)) return single(*real);
  // A mask is no value, and null is none that Graph takes: the caller has to have checked.
  const auto* text = std::get_if<std::string>(&setting.value);
  assert(text != nullptr);
  return text != nullptr ? text_value(setting, *text) : Json();
}

auto graph_api_of(const CustomPolicy& policy) -> GraphApi { return policy.scope_tags ? GraphApi::Beta : GraphApi::V1; }

auto graph_api_of(const std::vector<Assignment>& assignments) -> GraphApi {
  const bool filtered =
      std::any_of(assignments.begin(), assignments.end(), [](const Assignment& one) { return one.filter.has_value(); });
  return filtered ? GraphApi::Beta : GraphApi::V1;
}

auto symbol(std::string_view kind, std::string_view name) -> std::string {
  return fmt::format("{{{}.{}}}", kind, name);
}

auto scope_tag_id(std::string_view display_name) -> std::string {
  return display_name == "Default" ? "0" : symbol("scopeTag", display_name);
}

auto to_graph(const CustomPolicy& policy) -> Json {
  Json json{{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"}, {"displayName", policy.display_name}};
  if (policy.description) json["description"] = *policy.description;
  if (policy.scope_tags) {
    Json ids = Json::array();
    for (const auto& tag : *policy.scope_tags) ids.push_back(tag.id.empty() ? scope_tag_id(tag.key) : tag.id);
    json["roleScopeTagIds"] = std::move(ids);
  }
  Json settings = Json::array();
  for (const auto& setting : policy.settings) settings.push_back(to_graph(setting));
  json["omaSettings"] = std::move(settings);
  return json;
}

auto to_graph_target(const Assignment& assignment) -> Json {
  // What a saved plan or a journal holds may have been edited: then null, which Graph refuses.
  if (assignment.target == Assignment::Target::Other) {
    auto foreign = Json::parse(assignment.foreign, nullptr, false);
    return foreign.is_discarded() ? Json() : foreign;
  }
  Json target{{"@odata.type", target_type(assignment)}};
  if (assignment.target == Assignment::Target::Group) target["groupId"] = id_or_symbol("group", assignment.group);
  if (assignment.filter) {
    target["deviceAndAppManagementAssignmentFilterId"] = id_or_symbol("filter", assignment.filter->filter);
    target["deviceAndAppManagementAssignmentFilterType"] = assignment.filter->exclude ? "exclude" : "include";
  }
  return target;
}

auto to_graph(const std::vector<Assignment>& assignments) -> Json {
  Json list = Json::array();
  for (const auto& assignment : assignments) list.push_back({{"target", to_graph_target(assignment)}});
  return {{"assignments", std::move(list)}};
}

}  // namespace pinwright::object
