#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/collection.hpp"

/// The directory's objects: organization, groups, applications and the consent to them.
namespace pinwright::sandbox {

extern const Collection kGroups;
extern const Collection kServicePrincipals;

[[nodiscard]] auto list_organization(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_organization(const Request& request, Services& services) -> Reply;

[[nodiscard]] auto list_groups(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_group(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto create_group(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto update_group(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto delete_group(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_members(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_devices(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_users(const Request& request, Services& services) -> Reply;
/// A group as the store keeps it, from the properties that a creator or a seed gives.
[[nodiscard]] auto stored_group(const nlohmann::json& body, std::string_view id) -> nlohmann::json;

[[nodiscard]] auto list_service_principals(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_service_principal(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_service_principal_by_app(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_role_assignments(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_permission_grants(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
