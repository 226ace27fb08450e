#include "sandbox/routes.hpp"

#include "base/text.hpp"
#include "sandbox/resources/approvals.hpp"
#include "sandbox/resources/catalog_definitions.hpp"
#include "sandbox/resources/catalog_policies.hpp"
#include "sandbox/resources/catalog_settings.hpp"
#include "sandbox/resources/directory.hpp"
#include "sandbox/resources/enrollment.hpp"
#include "sandbox/resources/group_policy.hpp"
#include "sandbox/resources/group_policy_values.hpp"
#include "sandbox/resources/intents.hpp"
#include "sandbox/resources/intune.hpp"
#include "sandbox/resources/policy.hpp"

namespace pinwright::sandbox {

namespace {

constexpr Area kIntune = Area::Intune;
constexpr Area kDirectory = Area::Directory;

constexpr std::string_view kReadPolicies =
    "DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All";
constexpr std::string_view kWritePolicies = "DeviceManagementConfiguration.ReadWrite.All";
constexpr std::string_view kReadGroups =
    "GroupMember.Read.All Group.Read.All GroupMember.ReadWrite.All Group.ReadWrite.All Directory.Read.All "
    "Directory.ReadWrite.All";
constexpr std::string_view kWriteGroups = "Group.ReadWrite.All Directory.ReadWrite.All";
constexpr std::string_view kReadOrganization =
    "Organization.Read.All Organization.ReadWrite.All Directory.Read.All Directory.ReadWrite.All User.Read";

constexpr std::string_view kReadApplications =
    "Application.Read.All Application.ReadWrite.All Directory.Read.All Directory.ReadWrite.All";
constexpr std::string_view kReadGrants =
    "Directory.Read.All Directory.ReadWrite.All DelegatedPermissionGrant.Read.All "
    "DelegatedPermissionGrant.ReadWrite.All";
constexpr std::string_view kReadTags = "DeviceManagementRBAC.Read.All DeviceManagementRBAC.ReadWrite.All";
constexpr std::string_view kWriteTags = "DeviceManagementRBAC.ReadWrite.All";
constexpr std::string_view kReadDevices =
    "DeviceManagementManagedDevices.Read.All DeviceManagementManagedDevices.ReadWrite.All";
constexpr std::string_view kActOnDevices = "DeviceManagementManagedDevices.PrivilegedOperations.All";

constexpr std::string_view kReadService =
    "DeviceManagementServiceConfig.Read.All DeviceManagementServiceConfig.ReadWrite.All";
constexpr std::string_view kWriteService = "DeviceManagementServiceConfig.ReadWrite.All";
// Of the documentation: the right to read is enough for decisions too, beside the role of an approver.
constexpr std::string_view kReadApprovals =
    "DeviceManagementConfiguration.Read.All DeviceManagementConfiguration.ReadWrite.All DeviceManagementRBAC.Read.All "
    "DeviceManagementRBAC.ReadWrite.All";

constexpr Route kRoutes[] = {
    {"GET", "organization", kDirectory, false, kReadOrganization, list_organization},
    {"GET", "organization/{}", kDirectory, false, kReadOrganization, get_organization},

    {"GET", "groups", kDirectory, false, kReadGroups, list_groups},
    {"POST", "groups", kDirectory, false, kWriteGroups, create_group},
    {"GET", "groups/{}", kDirectory, false, kReadGroups, get_group},
    {"PATCH", "groups/{}", kDirectory, false, kWriteGroups, update_group},
    {"DELETE", "groups/{}", kDirectory, false, kWriteGroups, delete_group},
    {"GET", "groups/{}/transitiveMembers/$count", kDirectory, false, kReadGroups, count_members},
    {"GET", "groups/{}/transitiveMembers/microsoft.graph.device/$count", kDirectory, false, kReadGroups, count_devices},
    {"GET", "groups/{}/transitiveMembers/microsoft.graph.user/$count", kDirectory, false, kReadGroups, count_users},
    {"GET", "groups/{}/members/$count", kDirectory, false, kReadGroups, count_members},
    {"GET", "groups/{}/members/microsoft.graph.device/$count", kDirectory, false, kReadGroups, count_devices},
    {"GET", "groups/{}/members/microsoft.graph.user/$count", kDirectory, false, kReadGroups, count_users},

    {"GET", "deviceManagement/deviceConfigurations", kIntune, false, kReadPolicies, list_policies},
    {"POST", "deviceManagement/deviceConfigurations", kIntune, false, kWritePolicies, create_policy},
    {"GET", "deviceManagement/deviceConfigurations/$count", kIntune, false, kReadPolicies, count_policies},
    {"GET", "deviceManagement/deviceConfigurations/{}", kIntune, false, kReadPolicies, get_policy},
    {"PATCH", "deviceManagement/deviceConfigurations/{}", kIntune, false, kWritePolicies, update_policy},
    {"DELETE", "deviceManagement/deviceConfigurations/{}", kIntune, false, kWritePolicies, delete_policy},
    {"POST", "deviceManagement/deviceConfigurations/{}/assign", kIntune, false, kWritePolicies, assign_policy},
    {"GET", "deviceManagement/deviceConfigurations/{}/assignments", kIntune, false, kReadPolicies,
     list_policy_assignments},
    // The documentation names the right to read as well; the live service stopped to accept it.
    {"GET", "deviceManagement/deviceConfigurations/{}/getOmaSettingPlainTextValue(secretReferenceValueId)", kIntune,
     false, kWritePolicies, reveal_policy_setting},
    {"GET", "deviceManagement/deviceConfigurations/{}/deviceStatusOverview", kIntune, false, kReadPolicies,
     policy_device_overview},
    {"GET", "deviceManagement/deviceConfigurations/{}/userStatusOverview", kIntune, false, kReadPolicies,
     policy_user_overview},

    {"GET", "deviceManagement/configurationPolicies", kIntune, true, kReadPolicies, list_catalog_policies},
    {"POST", "deviceManagement/configurationPolicies", kIntune, true, kWritePolicies, create_catalog_policy},
    {"GET", "deviceManagement/configurationPolicies/$count", kIntune, true, kReadPolicies, count_catalog_policies},
    {"GET", "deviceManagement/configurationPolicies/{}", kIntune, true, kReadPolicies, get_catalog_policy},
    {"PUT", "deviceManagement/configurationPolicies/{}", kIntune, true, kWritePolicies, replace_catalog_policy},
    {"PATCH", "deviceManagement/configurationPolicies/{}", kIntune, true, kWritePolicies, update_catalog_policy},
    {"DELETE", "deviceManagement/configurationPolicies/{}", kIntune, true, kWritePolicies, delete_catalog_policy},
    {"POST", "deviceManagement/configurationPolicies/{}/assign", kIntune, true, kWritePolicies, assign_catalog_policy},
    {"GET", "deviceManagement/configurationPolicies/{}/assignments", kIntune, true, kReadPolicies,
     list_catalog_assignments},
    {"GET", "deviceManagement/configurationPolicies/{}/settings", kIntune, true, kReadPolicies, list_catalog_settings},
    {"GET", "deviceManagement/configurationPolicies/{}/settings/{}", kIntune, true, kReadPolicies, get_catalog_setting},

    {"GET", "deviceManagement/configurationSettings", kIntune, true, kReadPolicies, list_definitions},
    {"GET", "deviceManagement/configurationSettings/$count", kIntune, true, kReadPolicies, count_definitions},
    {"GET", "deviceManagement/configurationSettings/{}", kIntune, true, kReadPolicies, get_definition},

    {"GET", "deviceManagement/deviceEnrollmentConfigurations", kIntune, false, kReadService, list_enrollments},
    {"POST", "deviceManagement/deviceEnrollmentConfigurations", kIntune, false, kWriteService, create_enrollment},
    {"GET", "deviceManagement/deviceEnrollmentConfigurations/$count", kIntune, false, kReadService, count_enrollments},
    {"GET", "deviceManagement/deviceEnrollmentConfigurations/{}", kIntune, false, kReadService, get_enrollment},
    {"PATCH", "deviceManagement/deviceEnrollmentConfigurations/{}", kIntune, false, kWriteService, update_enrollment},
    {"DELETE", "deviceManagement/deviceEnrollmentConfigurations/{}", kIntune, false, kWriteService, delete_enrollment},
    {"POST", "deviceManagement/deviceEnrollmentConfigurations/{}/assign", kIntune, false, kWriteService,
     assign_enrollment},
    {"GET", "deviceManagement/deviceEnrollmentConfigurations/{}/assignments", kIntune, false, kReadService,
     list_enrollment_assignments},

    {"GET", "deviceManagement/groupPolicyConfigurations", kIntune, true, kReadPolicies, list_group_policies},
    {"POST", "deviceManagement/groupPolicyConfigurations", kIntune, true, kWritePolicies, create_group_policy},
    {"GET", "deviceManagement/groupPolicyConfigurations/$count", kIntune, true, kReadPolicies, count_group_policies},
    {"GET", "deviceManagement/groupPolicyConfigurations/{}", kIntune, true, kReadPolicies, get_group_policy},
    {"PATCH", "deviceManagement/groupPolicyConfigurations/{}", kIntune, true, kWritePolicies, update_group_policy},
    {"DELETE", "deviceManagement/groupPolicyConfigurations/{}", kIntune, true, kWritePolicies, delete_group_policy},
    {"POST", "deviceManagement/groupPolicyConfigurations/{}/assign", kIntune, true, kWritePolicies,
     assign_group_policy},
    {"GET", "deviceManagement/groupPolicyConfigurations/{}/assignments", kIntune, true, kReadPolicies,
     list_group_policy_assignments},
    {"GET", "deviceManagement/groupPolicyConfigurations/{}/definitionValues", kIntune, true, kReadPolicies,
     list_definition_values},
    {"GET", "deviceManagement/groupPolicyConfigurations/{}/definitionValues/{}/definition", kIntune, true,
     kReadPolicies, get_value_definition},
    {"GET", "deviceManagement/groupPolicyConfigurations/{}/definitionValues/{}/presentationValues", kIntune, true,
     kReadPolicies, list_presentation_values},
    {"POST", "deviceManagement/groupPolicyConfigurations/{}/updateDefinitionValues", kIntune, true, kWritePolicies,
     update_definition_values},

    {"GET", "deviceManagement/intents", kIntune, true, kReadPolicies, list_intents},
    {"POST", "deviceManagement/intents", kIntune, true, kWritePolicies, create_intent},
    {"GET", "deviceManagement/intents/$count", kIntune, true, kReadPolicies, count_intents},
    {"GET", "deviceManagement/intents/{}", kIntune, true, kReadPolicies, get_intent},
    {"PATCH", "deviceManagement/intents/{}", kIntune, true, kWritePolicies, update_intent},
    {"DELETE", "deviceManagement/intents/{}", kIntune, true, kWritePolicies, delete_intent},
    {"POST", "deviceManagement/intents/{}/assign", kIntune, true, kWritePolicies, assign_intent},
    {"GET", "deviceManagement/intents/{}/assignments", kIntune, true, kReadPolicies, list_intent_assignments},
    {"GET", "deviceManagement/intents/{}/settings", kIntune, true, kReadPolicies, list_intent_settings},
    {"POST", "deviceManagement/intents/{}/updateSettings", kIntune, true, kWritePolicies, update_intent_settings},

    {"GET", "deviceManagement/operationApprovalPolicies", kIntune, true, kReadApprovals, list_approval_policies},
    {"GET", "deviceManagement/operationApprovalRequests", kIntune, true, kReadApprovals, list_approval_requests},
    {"GET", "deviceManagement/operationApprovalRequests/$count", kIntune, true, kReadApprovals,
     count_approval_requests},
    {"POST", "deviceManagement/operationApprovalRequests/cancelMyRequest", kIntune, true, kReadApprovals,
     cancel_my_request},
    {"GET", "deviceManagement/operationApprovalRequests/{}", kIntune, true, kReadApprovals, get_approval_request},
    {"POST", "deviceManagement/operationApprovalRequests/{}/approve", kIntune, true, kReadApprovals, approve_request},
    {"POST", "deviceManagement/operationApprovalRequests/{}/reject", kIntune, true, kReadApprovals, reject_request},
    {"POST", "deviceManagement/operationApprovalRequests/{}/cancelApproval", kIntune, true, kReadApprovals,
     cancel_approval},

    {"GET", "servicePrincipals", kDirectory, false, kReadApplications, list_service_principals},
    {"GET", "servicePrincipals(appId)", kDirectory, false, kReadApplications, get_service_principal_by_app},
    {"GET", "servicePrincipals/{}", kDirectory, false, kReadApplications, get_service_principal},
    {"GET", "servicePrincipals/{}/appRoleAssignments", kDirectory, false, kReadApplications, list_role_assignments},
    {"GET", "oauth2PermissionGrants", kDirectory, false, kReadGrants, list_permission_grants},

    {"GET", "deviceManagement/assignmentFilters", kIntune, true, kReadPolicies, list_filters},
    {"POST", "deviceManagement/assignmentFilters", kIntune, true, kWritePolicies, create_filter},
    {"POST", "deviceManagement/assignmentFilters/validateFilter", kIntune, true, kReadPolicies, validate_filter},
    {"GET", "deviceManagement/assignmentFilters/{}", kIntune, true, kReadPolicies, get_filter},
    {"PATCH", "deviceManagement/assignmentFilters/{}", kIntune, true, kWritePolicies, update_filter},
    {"DELETE", "deviceManagement/assignmentFilters/{}", kIntune, true, kWritePolicies, delete_filter},

    {"GET", "deviceManagement/roleScopeTags", kIntune, true, kReadTags, list_scope_tags},
    {"POST", "deviceManagement/roleScopeTags", kIntune, true, kWriteTags, create_scope_tag},
    {"GET", "deviceManagement/roleScopeTags/{}", kIntune, true, kReadTags, get_scope_tag},

    {"GET", "deviceManagement/managedDevices", kIntune, false, kReadDevices, list_devices},
    {"GET", "deviceManagement/managedDevices/{}", kIntune, false, kReadDevices, get_device},
    {"POST", "deviceManagement/managedDevices/{}/resetPasscode", kIntune, false, kActOnDevices, reset_passcode},
};

/// `name(argument)` of a pattern, taken apart.
struct Piece {
  std::string_view name;
  std::string_view argument;
};
auto piece_of(std::string_view text) -> Piece {
  const auto open = text.find('(');
  if (open == std::string_view::npos) return {text, {}};
  return {text.substr(0, open), text.substr(open + 1, text.size() - open - 2)};
}

auto same_name(std::string_view wanted, std::string_view name, Area area) -> bool {
  const auto equal = [&](std::string_view text) {
    return area == Area::Intune ? text == wanted : base::equal_folded(text, wanted);
  };
  constexpr std::string_view kQualifier = "microsoft.graph.";
  return equal(name) || (base::starts_with_folded(name, kQualifier) && equal(name.substr(kQualifier.size())));
}

/// A path in which `name('key')` has become `name/key`.
auto unfolded(const std::vector<Segment>& path) -> std::vector<Segment> {
  std::vector<Segment> segments;
  for (const auto& segment : path) {
    const bool has_key = segment.arguments.size() == 1 && segment.arguments.front().first.empty();
    if (!has_key) {
      segments.push_back(segment);
      continue;
    }
    segments.push_back({segment.name, {}});
    segments.push_back({segment.arguments.front().second, {}});
  }
  return segments;
}

}  // namespace

auto routes() -> std::span<const Route> { return kRoutes; }

auto fits(const Route& route, const std::vector<Segment>& path, std::vector<std::string>& keys) -> bool {
  const auto pieces = base::split(route.pattern, '/');
  const auto segments = unfolded(path);
  if (pieces.size() != segments.size()) return false;
  keys.clear();
  for (std::size_t at = 0; at < pieces.size(); ++at) {
    const auto [name, argument] = piece_of(pieces[at]);
    const auto& segment = segments[at];
    if (name == "{}") {
      if (!segment.arguments.empty() || segment.name.starts_with('$')) return false;
      keys.push_back(segment.name);
      continue;
    }
    if (!same_name(name, segment.name, route.area)) return false;
    if (segment.arguments.size() != (argument.empty() ? 0 : 1)) return false;
    if (argument.empty()) continue;
    if (segment.arguments.front().first != argument) return false;
    keys.push_back(segment.arguments.front().second);
  }
  return true;
}

}  // namespace pinwright::sandbox
