#include "grammar/membership_properties.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/nearest.hpp"
#include "base/text.hpp"

namespace pinwright::grammar::membership {
namespace {

// entra groups-dynamic-membership. Where the page's own examples spell a name in two ways both are right: the one of
// its table stands first. Names that the page leaves out but that are in use stand at the end.
constexpr auto kUser = std::to_array<std::string_view>({
    "accountEnabled",
    "assignedPlans",
    "city",
    "companyName",
    "country",
    "department",
    "dirSyncEnabled",
    "displayName",
    "employeeHireDate",
    "employeehiredate",
    "employeeId",
    "facsimileTelephoneNumber",
    "givenName",
    "jobTitle",
    "mail",
    "mailNickName",
    "mailNickname",
    "memberOf",
    "memberof",
    "mobile",
    "objectId",
    "onPremisesDistinguishedName",
    "onPremisesSecurityIdentifier",
    "otherMails",
    "passwordPolicies",
    "physicalDeliveryOfficeName",
    "postalCode",
    "preferredLanguage",
    "proxyAddresses",
    "sipProxyAddress",
    "state",
    "streetAddress",
    "surname",
    "telephoneNumber",
    "usageLocation",
    "userPrincipalName",
    "userType",
    "ageGroup",
    "alternativeSecurityIds",
    "assignedLicenses",
    "consentProvidedForMinor",
    "createdDateTime",
    "creationType",
    "employeeType",
    "externalUserState",
    "immutableId",
    "isResourceAccount",
    "lastPasswordChangeDateTime",
    "legalAgeGroupClassification",
    "manager",
    "netId",
    "onPremisesDomainName",
    "onPremisesImmutableId",
    "onPremisesSamAccountName",
    "onPremisesSyncEnabled",
    "onPremisesUserPrincipalName",
    "preferredDataLocation",
    "preferredName",
    "refreshTokensValidFromDateTime",
    "sourceAnchor",
    "userState",
});
constexpr auto kDevice = std::to_array<std::string_view>({
    "accountEnabled",
    "deviceCategory",
    "deviceId",
    "deviceManagementAppId",
    "deviceManufacturer",
    "deviceModel",
    "deviceOSType",
    "deviceOSVersion",
    "deviceOwnership",
    "devicePhysicalIds",
    "devicePhysicalIDs",
    "deviceTrustType",
    "displayName",
    "enrollmentProfileName",
    "isRooted",
    "managementType",
    "memberOf",
    "memberof",
    "objectId",
    "profileType",
    "systemLabels",
    "deviceMDMAppId",
    "deviceSystemMetadata",
    "domainName",
    "hostnames",
    "isCompliant",
    "isManaged",
});

auto names_of(std::string_view object) -> std::span<const std::string_view> {
  if (object == "user") return kUser;
  return kDevice;
}

// `extensionAttribute1` to `15`; the page's text begins it with a capital, its examples do not.
auto is_extension_attribute(std::string_view name) -> bool {
  constexpr std::string_view kRest = "xtensionAttribute";
  if (name.empty() || base::fold(name.front()) != 'e' || name.substr(1, kRest.size()) != kRest) return false;
  const auto digits = name.substr(1 + kRest.size());
  const auto number = base::to_int(digits);
  return number && *number >= 1 && *number <= 15 && digits.front() != '0' && digits.front() != '+';
}

// `extension_<application ID without dashes>_name`.
auto is_directory_extension(std::string_view name) -> bool {
  constexpr std::string_view kPrefix = "extension_";
  constexpr std::size_t kIdSize = 32;
  if (name.substr(0, kPrefix.size()) != kPrefix || name.size() < kPrefix.size() + kIdSize + 2) return false;
  const auto id = name.substr(kPrefix.size(), kIdSize);
  return name[kPrefix.size() + kIdSize] == '_' &&
         std::all_of(id.begin(), id.end(), [](char c) { return base::hex_value(c) >= 0; });
}

}  // namespace

auto find_property(std::string_view object, std::string_view name) -> PropertyAnswer {
  const auto names = names_of(object);
  if (std::find(names.begin(), names.end(), name) != names.end() || is_extension_attribute(name) ||
      is_directory_extension(name)) {
    return {Spelling::Right, std::string(name)};
  }
  const auto folded =
      std::find_if(names.begin(), names.end(), [name](std::string_view n) { return base::equal_folded(n, name); });
  if (folded != names.end()) return {Spelling::WrongCase, std::string(*folded)};
  if (base::starts_with_folded(name, "extensionattribute")) {
    const auto right = "extensionAttribute" + std::string(name.substr(std::string_view("extensionattribute").size()));
    if (is_extension_attribute(right)) return {Spelling::WrongCase, right};
  }
  return {Spelling::Unknown, std::string(base::nearest(name, names).value_or(""))};
}

auto object_with(std::string_view name) -> std::optional<std::string_view> {
  for (const std::string_view object : {"user", "device"}) {
    if (find_property(object, name).spelling != Spelling::Unknown) return object;
  }
  return std::nullopt;
}

}  // namespace pinwright::grammar::membership
