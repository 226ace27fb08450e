#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

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

}  // namespace

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

}  // namespace pinwright::object
