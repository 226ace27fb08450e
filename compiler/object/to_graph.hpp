#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "object/live.hpp"

namespace pinwright::object {

/// `value` of a setting, which must not be a mask: StringXml as base64, a Single as its shortest decimal.
[[nodiscard]] auto to_graph_value(const Setting& setting) -> nlohmann::ordered_json;

/// The lowest version of Graph that can carry the object.
[[nodiscard]] auto graph_api_of(const Policy& policy) -> GraphApi;
[[nodiscard]] auto graph_api_of(const std::vector<Assignment>& assignments) -> GraphApi;

/// What stands for a name that only the tenant can turn into an id: "{group.pilot-devices}", "{filter.NAME}",
/// "{scopeTag.NAME}". The built-in scope tag Default has the id "0" in every tenant and needs no symbol (Microsoft
/// Intune, roleScopeTag).
[[nodiscard]] auto symbol(std::string_view kind, std::string_view name) -> std::string;
[[nodiscard]] auto scope_tag_id(std::string_view display_name) -> std::string;

/// `roleScopeTagIds`: the ids, or what stands for one.
[[nodiscard]] auto scope_tag_ids(const std::vector<Reference>& tags) -> nlohmann::ordered_json;

/// Body of the POST that makes a policy, by its codec.
[[nodiscard]] auto to_graph(const Policy& policy) -> nlohmann::ordered_json;
/// Body of `POST /groups`: a security group without mail, dynamic when there is a rule.
[[nodiscard]] auto to_graph(const Group& group) -> nlohmann::ordered_json;
/// Body of `POST /deviceManagement/assignmentFilters`, beta.
[[nodiscard]] auto to_graph(const Filter& filter) -> nlohmann::ordered_json;
[[nodiscard]] auto to_graph(const Object& object) -> nlohmann::ordered_json;
/// Body of the PATCH that turns what is live into `object`: what cannot change (a filter's platform), what is not
/// managed and what `create` alone decides (a group's mail properties) is left out.
[[nodiscard]] auto to_graph_update(const Object& object) -> nlohmann::ordered_json;

/// Body of the PATCH that changes what is no content: a group and a filter have their description alone. Of a policy
/// that is replaced as a whole by an update also the display name and the scope tags that are managed.
[[nodiscard]] auto to_graph_names(const Object& object) -> nlohmann::ordered_json;

/// `target` of an assignment.
[[nodiscard]] auto to_graph_target(const Assignment& assignment) -> nlohmann::ordered_json;
/// Body of `POST /deviceManagement/deviceConfigurations/{id}/assign`.
[[nodiscard]] auto to_graph(const std::vector<Assignment>& assignments) -> nlohmann::ordered_json;

}  // namespace pinwright::object
