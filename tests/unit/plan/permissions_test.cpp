#include "plan/permissions.hpp"

#include <catch2/catch.hpp>

#include "unit/plan/apply_support.hpp"

using namespace pinwright;
using namespace pinwright::plan::test;
using plan::Need;

namespace {

auto holding(const std::string& permission) -> plan::Access { return {kTenantId, {permission}, false}; }

auto lacks(const std::string& permission, plan::Change change) -> bool {
  return !plan::missing_for_apply(holding(permission), plan_of({std::move(change)})).empty();
}

}  // namespace

// The tables "Permissions" of the reference pages of Microsoft Graph: List groups, List members, Create group, Update
// group, List organizations, windows10CustomConfiguration, List roleScopeTags, List servicePrincipals, List
// oauth2PermissionGrants, List deviceEnrollmentConfigurations.
TEST_CASE("each permission that Microsoft Graph takes for a request is enough for it") {
  const std::vector<std::pair<Need, std::vector<std::string>>> table{
      {Need::ReadPolicies, {"DeviceManagementConfiguration.Read.All", "DeviceManagementConfiguration.ReadWrite.All"}},
      {Need::WritePolicies, {"DeviceManagementConfiguration.ReadWrite.All"}},
      {Need::ReadGroups,
       {"GroupMember.Read.All", "GroupMember.ReadWrite.All", "Group.Read.All", "Group.ReadWrite.All",
        "Directory.Read.All", "Directory.ReadWrite.All"}},
      {Need::CreateGroups, {"Group.Create", "Group.ReadWrite.All", "Directory.ReadWrite.All"}},
      {Need::WriteGroups, {"Group.ReadWrite.All", "Directory.ReadWrite.All"}},
      {Need::ReadScopeTags, {"DeviceManagementRBAC.Read.All", "DeviceManagementRBAC.ReadWrite.All"}},
      {Need::ReadApplications, {"Application.Read.All", "Application.ReadWrite.All"}},
      {Need::ReadConsents,
       {"Directory.Read.All", "Directory.ReadWrite.All", "DelegatedPermissionGrant.Read.All",
        "DelegatedPermissionGrant.ReadWrite.All"}},
      {Need::ReadEnrolment, {"DeviceManagementServiceConfig.Read.All", "DeviceManagementServiceConfig.ReadWrite.All"}},
      {Need::ReadOrganization,
       {"Organization.Read.All", "Organization.ReadWrite.All", "Directory.Read.All", "Directory.ReadWrite.All"}},
  };
  for (const auto& [need, permissions] : table) {
    for (const auto& permission : permissions) {
      INFO(permission << " to " << plan::purpose(need));
      CHECK(plan::grants(holding(permission), need));
    }
  }
}

TEST_CASE("a permission to read is not enough to write, and one to create groups not enough to change them") {
  CHECK_FALSE(plan::grants(holding("DeviceManagementConfiguration.Read.All"), Need::WritePolicies));
  CHECK_FALSE(plan::grants(holding("GroupMember.ReadWrite.All"), Need::CreateGroups));
  CHECK_FALSE(plan::grants(holding("Group.Create"), Need::WriteGroups));
}

TEST_CASE("an apply that creates a group asks for no more than the right to create groups") {
  CHECK_FALSE(lacks("Group.Create", create("a", object::Group{"A", std::nullopt, std::nullopt})));
  CHECK(lacks("Group.Create", create("a", policy("A", {}))));
}
