#include "object/to_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "object/assignment_types.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

auto id_or_symbol(std::string_view kind, const Reference& reference) -> std::string {
  return reference.id.empty() ? symbol(kind, reference.key) : reference.id;
}

constexpr std::string_view kFilterType = "#microsoft.graph.deviceAndAppManagementAssignmentFilter";

/// Required even where there is no mail: at most 64 characters (Microsoft Graph, resource type group). Letters and
/// digits are allowed everywhere.
auto mail_nickname(std::string_view display_name) -> std::string {
  constexpr std::size_t kMost = 64;
  std::string nickname;
  std::copy_if(display_name.begin(), display_name.end(), std::back_inserter(nickname), base::is_alnum);
  return nickname.empty() ? "group" : nickname.substr(0, kMost);
}

auto put_names(Json& json, const std::string& display_name, const std::optional<std::string>& description) -> void {
  json["displayName"] = display_name;
  if (description) json["description"] = *description;
}

auto put_rule(Json& json, const std::string& rule) -> void {
  json["groupTypes"] = Json::array({"DynamicMembership"});
  json["membershipRule"] = rule;
  json["membershipRuleProcessingState"] = "On";
}

auto update_of(const Policy& policy) -> Json { return codec_of(policy.target).to_update(policy); }

auto update_of(const Group& group) -> Json {
  Json json;
  put_names(json, group.display_name, group.description);
  if (group.membership_rule) {
    put_rule(json, *group.membership_rule);
  } else {
    json["groupTypes"] = Json::array();
  }
  return json;
}

auto update_of(const Filter& filter) -> Json {
  Json json{{"@odata.type", kFilterType}};
  put_names(json, filter.display_name, filter.description);
  json["rule"] = filter.rule;
  return json;
}

auto names_of(const Policy& policy) -> Json {
  const auto& codec = codec_of(policy.target);
  Json json{{"@odata.type", codec.odata_type}};
  if (replaces_whole(codec)) json[std::string(codec.name_key)] = policy.display_name;
  json["description"] = policy.description.value_or("");
  if (replaces_whole(codec) && policy.scope_tags) json["roleScopeTagIds"] = scope_tag_ids(*policy.scope_tags);
  return json;
}

auto names_of(const Group& group) -> Json {
  // The directory knows no empty text.
  const auto text = group.description.value_or("");
  return {{"description", text.empty() ? Json() : Json(text)}};
}

auto names_of(const Filter& filter) -> Json {
  return {{"@odata.type", kFilterType}, {"description", filter.description.value_or("")}};
}

}  // namespace

auto graph_api_of(const Policy& policy) -> GraphApi { return codec_of(policy.target).lowest_api(policy); }

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

auto scope_tag_ids(const std::vector<Reference>& tags) -> Json {
  Json ids = Json::array();
  for (const auto& tag : tags) ids.push_back(tag.id.empty() ? scope_tag_id(tag.key) : tag.id);
  return ids;
}

auto to_graph(const Policy& policy) -> Json { return codec_of(policy.target).to_create(policy); }

auto to_graph_target(const Assignment& assignment) -> Json {
  // What a saved plan or a journal holds may have been edited: then null, which Graph refuses.
  if (assignment.target == Assignment::Target::Other) {
    auto foreign = Json::parse(assignment.foreign, nullptr, false);
    return foreign.is_discarded() ? Json() : foreign;
  }
  Json target{{"@odata.type", odata_type_of(assignment)}};
  if (assignment.target == Assignment::Target::Group) target["groupId"] = id_or_symbol("group", assignment.group);
  if (assignment.filter) {
    target[kAssignmentFilterId] = id_or_symbol("filter", assignment.filter->filter);
    target[kAssignmentFilterMode] = assignment.filter->exclude ? "exclude" : "include";
  }
  return target;
}

auto to_graph(const std::vector<Assignment>& assignments) -> Json {
  Json list = Json::array();
  for (const auto& assignment : assignments) list.push_back({{"target", to_graph_target(assignment)}});
  return {{"assignments", std::move(list)}};
}

auto to_graph(const Group& group) -> Json {
  Json json;
  put_names(json, group.display_name, group.description);
  json["securityEnabled"] = true;
  json["mailEnabled"] = false;
  json["mailNickname"] = mail_nickname(group.display_name);
  json["groupTypes"] = Json::array();
  if (group.membership_rule) put_rule(json, *group.membership_rule);
  return json;
}

auto to_graph(const Filter& filter) -> Json {
  Json json{{"@odata.type", kFilterType}};
  put_names(json, filter.display_name, filter.description);
  json["platform"] = filter.platform;
  json["rule"] = filter.rule;
  return json;
}

auto to_graph(const Object& object) -> Json {
  return std::visit([](const auto& one) { return to_graph(one); }, object);
}

auto to_graph_update(const Object& object) -> Json {
  return std::visit([](const auto& one) { return update_of(one); }, object);
}

auto to_graph_names(const Object& object) -> Json {
  return std::visit([](const auto& one) { return names_of(one); }, object);
}

}  // namespace pinwright::object
