#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "csp/graph_properties.hpp"
#include "object/foreign_policy.hpp"

/// Policies of kinds that this program does not write, as Microsoft Graph answers them. Reading never fails: what
/// cannot be understood sets nothing, or is named in `unreadable` where it may matter.
namespace pinwright::object {

/// A property and one of the nodes that it sets.
struct NodeProperty {
  const csp::GraphProperty* property = nullptr;
  SettingKey key;
  std::string node;  ///< node_id of `key`
};
/// Those of the built-in list that set one of `nodes` (node_id), in the order of their types.
[[nodiscard]] auto properties_that_set(const std::set<std::string>& nodes) -> std::vector<NodeProperty>;

/// A device configuration with typed properties: what it sets of `wanted`. A property that nobody set has null, an
/// empty value, `notConfigured`, `userDefined` or `deviceDefault`; of most also `false`. A value is told for Windows
/// Hello alone, where Microsoft's pages say which one of the node a property stands for. `assignments` may be
/// expanded.
[[nodiscard]] auto typed_policy_from_graph(const nlohmann::json& entity, std::span<const NodeProperty> wanted)
    -> ForeignPolicy;

inline constexpr std::string_view kEnrolmentType =
    "#microsoft.graph.deviceEnrollmentWindowsHelloForBusinessConfiguration";
/// deviceEnrollmentWindowsHelloForBusinessConfiguration. It sets nothing while its `state` is not configured, and
/// nothing else while it is disabled. The tenant-wide one is for all users, whatever its assignments say.
[[nodiscard]] auto enrolment_from_graph(const nlohmann::json& entity, std::span<const NodeProperty> wanted)
    -> ForeignPolicy;

/// Id, name and assignments of a policy whose settings come in a list of their own.
[[nodiscard]] auto foreign_from_graph(const nlohmann::json& entity, PolicyKind kind) -> ForeignPolicy;

/// Settings of an intent that are set: those named `deviceConfiguration--<type>_<property>` set what the property of
/// that type sets.
struct IntentSettings {
  std::vector<NodeSetting> settings;  ///< what they set of `wanted`
  std::size_t untold = 0;             ///< those of another name
};
[[nodiscard]] auto intent_settings_from_graph(const nlohmann::json& list, std::span<const NodeProperty> wanted)
    -> IntentSettings;

/// The elements of a list of assignments; `policy` becomes unreadable when they are not understood.
auto take_assignments(ForeignPolicy& policy, const nlohmann::json& list) -> void;

/// By the templateReference of a policy of the settings catalog; nullopt: it was not made from a template.
[[nodiscard]] auto template_kind(const nlohmann::json& entity) -> std::optional<PolicyKind>;

}  // namespace pinwright::object
