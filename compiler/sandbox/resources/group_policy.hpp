#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/resources/policy_kind.hpp"

/// deviceManagement/groupPolicyConfigurations, beta alone: Administrative Templates. A configuration is stored with its
/// `definitionValues`; each names its definition as `definitionId`, and each of its `presentationValues` the
/// presentation as `presentationId`. Definitions come from a seed.
namespace pinwright::sandbox {

extern const Collection kGroupPolicies;

[[nodiscard]] auto show_group_policy(const nlohmann::json& stored, const Request& request, Services& services,
                                     const Expanded& expanded) -> nlohmann::json;
[[nodiscard]] auto merge_group_policy(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing)
    -> std::optional<Flaw>;
[[nodiscard]] auto list_group_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_group_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_group_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_group_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_group_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto delete_group_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto assign_group_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_group_policy_assignments(const Request& request, Services& services) -> Reply;

/// Adds, updates and deletes definition values, all or none.
[[nodiscard]] auto update_definition_values(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
