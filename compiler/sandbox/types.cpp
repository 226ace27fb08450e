#include "sandbox/types.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "sandbox/types_catalog.hpp"
#include "sandbox/types_definitions.hpp"
#include "sandbox/types_policies.hpp"
#include "sandbox/types_windows.hpp"

namespace pinwright::sandbox {

namespace {

using enum Edm;
using enum Access;

// The directory, devices, and device configurations of the custom type. Facts of all tables are those of
// https://github.com/microsoftgraph/msgraph-metadata: v1.0 as of August 2026, beta as of October 2025. Navigation
// properties that nobody writes are left out, and so are properties that this emulator never fills.

constexpr std::string_view kFilterTypes = "none|include|exclude";
constexpr std::string_view kRuleTypes = "include|exclude";
constexpr std::string_view kPlatforms =
    "android|androidForWork|iOS|macOS|windowsPhone81|windows81AndLater|windows10AndLater|androidWorkProfile|unknown|"
    "androidAOSP|androidMobileApplicationManagement|iOSMobileApplicationManagement|unknownFutureValue|"
    "windowsMobileApplicationManagement";

constexpr Property kDeviceConfiguration[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"description", String, Written, true},
    {"displayName", String, Required},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet},
    {"version", Int32, ServerSet},
    {"roleScopeTagIds", StringList, Written, true, Api::Beta},
    {"supportsScopeTags", Boolean, ServerSet, false, Api::Beta},
    {"deviceManagementApplicabilityRuleOsEdition", Complex, Written, true, Api::Beta,
     "deviceManagementApplicabilityRuleOsEdition"},
    {"deviceManagementApplicabilityRuleOsVersion", Complex, Written, true, Api::Beta,
     "deviceManagementApplicabilityRuleOsVersion"},
    {"deviceManagementApplicabilityRuleDeviceMode", Complex, Written, true, Api::Beta,
     "deviceManagementApplicabilityRuleDeviceMode"},
};
constexpr Property kCustomConfiguration[] = {{"omaSettings", ComplexList, Written, true, Api::V1, "omaSetting"}};

constexpr Property kOsEdition[] = {
    {"name", String, Written, true},
    {"osEditionTypes", EnumerationList, Written, true, Api::V1, kWindows10EditionType},
    {"ruleType", Enumeration, Written, false, Api::V1, kRuleTypes},
};
constexpr Property kOsVersion[] = {
    {"name", String, Written, true},
    {"minOSVersion", String, Written, true},
    {"maxOSVersion", String, Written, true},
    {"ruleType", Enumeration, Written, false, Api::V1, kRuleTypes},
};
constexpr Property kDeviceMode[] = {
    {"name", String, Written, true},
    {"deviceMode", Enumeration, Written, false, Api::V1, "standardConfiguration|sModeConfiguration"},
    {"ruleType", Enumeration, Written, false, Api::V1, kRuleTypes},
};

constexpr Property kOmaSetting[] = {
    {"displayName", String, Required},
    {"description", String, Written, true},
    {"omaUri", String, Required},
    {"isEncrypted", Boolean, ServerSet, false, Api::Beta},
    {"secretReferenceValueId", String, ServerSet, true, Api::Beta},
};
constexpr Property kOmaString[] = {{"value", String, Required}};
constexpr Property kOmaInteger[] = {{"value", Int32, Required}, {"isReadOnly", Boolean, Written, false, Api::Beta}};
constexpr Property kOmaBoolean[] = {{"value", Boolean, Required}};
constexpr Property kOmaFloat[] = {{"value", Single, Required}};
constexpr Property kOmaDateTime[] = {{"value", DateTimeOffset, Required}};
constexpr Property kOmaBase64[] = {{"fileName", String, Written, true}, {"value", String, Required}};
constexpr Property kOmaXml[] = {{"fileName", String, Written, true}, {"value", Binary, Required}};

constexpr Property kAssignment[] = {
    {"id", String, ServerSet},
    {"target", Complex, Required, false, Api::V1, "deviceAndAppManagementAssignmentTarget"},
    {"source", Enumeration, ServerSet, false, Api::Beta, "direct|policySets"},
    {"sourceId", String, ServerSet, true, Api::Beta},
    {"intent", Enumeration, Written, true, Api::Beta, "apply|remove"},
};
constexpr Property kTarget[] = {
    {"deviceAndAppManagementAssignmentFilterId", String, Written, true, Api::Beta},
    {"deviceAndAppManagementAssignmentFilterType", Enumeration, Written, false, Api::Beta, kFilterTypes},
};
constexpr Property kGroupTarget[] = {{"groupId", String, Required}};
constexpr Property kCollectionTarget[] = {{"collectionId", String, Written, true}};

constexpr Property kFilter[] = {
    {"id", String, ServerSet, false, Api::Beta},
    {"createdDateTime", DateTimeOffset, ServerSet, false, Api::Beta},
    {"lastModifiedDateTime", DateTimeOffset, ServerSet, false, Api::Beta},
    {"displayName", String, Required, false, Api::Beta},
    {"description", String, Written, true, Api::Beta},
    {"platform", Enumeration, Fixed, false, Api::Beta, kPlatforms},
    {"rule", String, Required, false, Api::Beta},
    {"roleScopeTags", StringList, Written, true, Api::Beta},
    {"assignmentFilterManagementType", Enumeration, Written, false, Api::Beta, "devices|apps|unknownFutureValue"},
};
constexpr Property kScopeTag[] = {
    {"id", String, ServerSet, false, Api::Beta},
    {"displayName", String, Required, false, Api::Beta},
    {"description", String, Written, true, Api::Beta},
    {"isBuiltIn", Boolean, ServerSet, false, Api::Beta},
};

constexpr Property kGroup[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"deletedDateTime", DateTimeOffset, ServerSet, true},
    {"renewedDateTime", DateTimeOffset, ServerSet, true},
    {"expirationDateTime", DateTimeOffset, ServerSet, true},
    {"securityIdentifier", String, ServerSet, true},
    {"onPremisesSyncEnabled", Boolean, ServerSet, true},
    {"proxyAddresses", StringList, ServerSet},
    {"mail", String, ServerSet, true},
    {"displayName", String, Required},
    {"mailEnabled", Boolean, Required},
    {"mailNickname", String, Required},
    {"securityEnabled", Boolean, Required},
    {"description", String, Written, true},
    {"groupTypes", StringList},
    {"membershipRule", String, Written, true},
    {"membershipRuleProcessingState", String, Written, true},
    {"classification", String, Written, true},
    {"isAssignableToRole", Boolean, Fixed, true},
    {"uniqueName", String, Fixed, true},
    {"visibility", String, Written, true},
    {"theme", String, Written, true},
    {"preferredDataLocation", String, Written, true},
    {"preferredLanguage", String, Written, true},
};
constexpr Property kServicePrincipal[] = {
    {"id", String, ServerSet},
    {"accountEnabled", Boolean},
    {"appId", String},
    {"displayName", String},
    {"appDisplayName", String},
    {"appOwnerOrganizationId", String, Written, true},
    {"appRoleAssignmentRequired", Boolean},
    {"disabledByMicrosoftStatus", String, Written, true},
    {"servicePrincipalNames", StringList},
    {"servicePrincipalType", String},
    {"signInAudience", String},
    {"tags", StringList},
};
constexpr Property kGrant[] = {
    {"id", String, ServerSet}, {"clientId", String}, {"consentType", String}, {"principalId", String, Written, true},
    {"resourceId", String},    {"scope", String},
};
constexpr Property kOrganization[] = {
    {"id", String, ServerSet},
    {"createdDateTime", DateTimeOffset, ServerSet},
    {"displayName", String},
    {"countryLetterCode", String, Written, true},
    {"mobileDeviceManagementAuthority", Enumeration, Written, false, Api::V1, "unknown|intune|sccm|office365"},
    {"tenantType", String, Written, true},
    {"verifiedDomains", ComplexList, Written, false, Api::V1, "verifiedDomain"},
};
constexpr Property kDevice[] = {
    {"id", String, ServerSet},
    {"azureADDeviceId", String, Written, true},
    {"azureADRegistered", Boolean, Written, true},
    {"complianceState", Enumeration, Written, false, Api::V1,
     "unknown|compliant|noncompliant|conflict|error|inGracePeriod|configManager"},
    {"deviceActionResults", ComplexList, ServerSet},
    {"deviceEnrollmentType", Enumeration, Written, false, Api::V1,
     "unknown|userEnrollment|deviceEnrollmentManager|appleBulkWithUser|appleBulkWithoutUser|windowsAzureADJoin|"
     "windowsBulkUserless|"
     "windowsAutoEnrollment|windowsBulkAzureDomainJoin|windowsCoManagement|windowsAzureADJoinUsingDeviceAuth|"
     "appleUserEnrollment|"
     "appleUserEnrollmentWithServiceAccount"},
    {"deviceName", String, Written, true},
    {"emailAddress", String, Written, true},
    {"enrolledDateTime", DateTimeOffset},
    {"isEncrypted", Boolean},
    {"lastSyncDateTime", DateTimeOffset},
    {"managedDeviceName", String, Written, true},
    {"managedDeviceOwnerType", Enumeration, Written, false, Api::V1, "unknown|company|personal"},
    {"manufacturer", String, Written, true},
    {"model", String, Written, true},
    {"operatingSystem", String, Written, true},
    {"osVersion", String, Written, true},
    {"serialNumber", String, Written, true},
    {"userDisplayName", String, Written, true},
    {"userId", String, Written, true},
    {"userPrincipalName", String, Written, true},
    {"joinType", Enumeration, Written, false, Api::Beta, "unknown|azureADJoined|azureADRegistered|hybridAzureADJoined"},
    {"skuFamily", String, Written, true, Api::Beta},
    {"skuNumber", Int32, Written, false, Api::Beta},
    {"roleScopeTagIds", StringList, Written, true, Api::Beta},
};

constexpr Type kTypes[] = {
    {"deviceConfiguration", "", true, kDeviceConfiguration},
    {"windows10CustomConfiguration", "deviceConfiguration", false, kCustomConfiguration},
    {"deviceManagementApplicabilityRuleOsEdition", "", false, kOsEdition},
    {"deviceManagementApplicabilityRuleOsVersion", "", false, kOsVersion},
    {"deviceManagementApplicabilityRuleDeviceMode", "", false, kDeviceMode},
    {"omaSetting", "", true, kOmaSetting},
    {"omaSettingString", "omaSetting", false, kOmaString},
    {"omaSettingInteger", "omaSetting", false, kOmaInteger},
    {"omaSettingBoolean", "omaSetting", false, kOmaBoolean},
    {"omaSettingFloatingPoint", "omaSetting", false, kOmaFloat},
    {"omaSettingDateTime", "omaSetting", false, kOmaDateTime},
    {"omaSettingBase64", "omaSetting", false, kOmaBase64},
    {"omaSettingStringXml", "omaSetting", false, kOmaXml},
    {"deviceConfigurationAssignment", "", false, kAssignment},
    {"deviceAndAppManagementAssignmentTarget", "", true, kTarget},
    {"allDevicesAssignmentTarget", "deviceAndAppManagementAssignmentTarget", false, {}},
    {"allLicensedUsersAssignmentTarget", "deviceAndAppManagementAssignmentTarget", false, {}},
    {"groupAssignmentTarget", "deviceAndAppManagementAssignmentTarget", false, kGroupTarget},
    {"exclusionGroupAssignmentTarget", "groupAssignmentTarget", false, {}},
    {"configurationManagerCollectionAssignmentTarget", "deviceAndAppManagementAssignmentTarget", false,
     kCollectionTarget},
    {"deviceAndAppManagementAssignmentFilter", "", false, kFilter},
    {"roleScopeTag", "", false, kScopeTag},
    {"group", "", false, kGroup},
    {"servicePrincipal", "", false, kServicePrincipal},
    {"oAuth2PermissionGrant", "", false, kGrant},
    {"organization", "", false, kOrganization},
    {"managedDevice", "", false, kDevice},
};

}  // namespace

auto find_type(std::string_view name) -> const Type* {
  if (name.substr(0, 1) == "#") name.remove_prefix(1);
  constexpr std::string_view kNamespace = "microsoft.graph.";
  if (name.substr(0, kNamespace.size()) == kNamespace) name.remove_prefix(kNamespace.size());
  const std::array<std::span<const Type>, 5> tables = {kTypes, catalog_types(), definition_types(), policy_types(),
                                                       windows_types()};
  for (const auto table : tables) {
    const auto found = std::find_if(table.begin(), table.end(), [&](const Type& type) { return type.name == name; });
    if (found != table.end()) return &*found;
  }
  return nullptr;
}

auto find_property(const Type& type, std::string_view name, Api api) -> const Property* {
  const Property* found = nullptr;
  for_each_property(type, api, [&](const Property& property) {
    if (property.name == name) found = &property;
  });
  return found;
}

auto has_member(std::string_view members, std::string_view value, Api api) -> bool {
  for (auto member : base::split(members, '|')) {
    if (member.starts_with('+')) {
      if (api == Api::V1) continue;
      member.remove_prefix(1);
    }
    if (member == value) return true;
  }
  return false;
}

auto has_members(std::string_view members, std::string_view values, Api api) -> bool {
  const auto pieces = base::split(values, ',');
  return std::all_of(pieces.begin(), pieces.end(),
                     [&](std::string_view one) { return has_member(members, base::trimmed(one), api); });
}

auto derives(const Type& type, std::string_view base) -> bool {
  const Type* at = &type;
  while (at != nullptr && at->name != base) at = at->base.empty() ? nullptr : find_type(at->base);
  return at != nullptr;
}

}  // namespace pinwright::sandbox
