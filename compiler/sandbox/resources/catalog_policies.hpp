#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/resources/policy_kind.hpp"

/// deviceManagement/configurationPolicies: the policies of the settings catalog, beta alone.
namespace pinwright::sandbox {

extern const Collection kCatalogPolicies;

[[nodiscard]] auto show_catalog_policy(const nlohmann::json& stored, const Request& request, Services& services,
                                       const Expanded& expanded) -> nlohmann::json;
/// Puts a whole policy, with its settings, in the place of `stored`, of which id, creation and assignments stay.
[[nodiscard]] auto put_catalog_policy(const nlohmann::json& body, nlohmann::json& stored, const Writing& writing)
    -> std::optional<Flaw>;

[[nodiscard]] auto list_catalog_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_catalog_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_catalog_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_catalog_policy(const Request& request, Services& services) -> Reply;
/// PUT: the policy with its settings.
[[nodiscard]] auto replace_catalog_policy(const Request& request, Services& services) -> Reply;
/// PATCH: name, description and scope tags alone.
[[nodiscard]] auto update_catalog_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto delete_catalog_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto assign_catalog_policy(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_catalog_assignments(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
