// The whole PassportForWork CSP, against the table that was made from Microsoft's page and DDF file by hand.

#include <array>

#include "csp/names.hpp"
#include "support.hpp"

using namespace pinwright::csp;

namespace {

struct Row {
  std::string_view path;  ///< below the root
  std::string_view format, access, default_value, allowed, builds, version;
};

constexpr std::string_view kBool = "false,true";
constexpr std::string_view kClass = "0,1,2";
constexpr std::string_view kRow1511 = "10.0.10586";

constexpr std::array<Row, 15> kUserRows = {{
    {"", "node", "G", "", "", kRow1511, "1.2"},
    {"/{TenantId}", "node", "ADG", "", "", kRow1511, "1.2"},
    {"/{TenantId}/Policies", "node", "ADG", "", "", kRow1511, "1.2"},
    {"/{TenantId}/Policies/UsePassportForWork", "bool", "ADGR", "True", kBool, kRow1511, "1.2"},
    {"/{TenantId}/Policies/RequireSecurityDevice", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/{TenantId}/Policies/EnablePinRecovery", "bool", "ADGR", "False", kBool, "10.0.15063", "1.3"},
    {"/{TenantId}/Policies/PINComplexity", "node", "ADG", "", "", kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/MinimumPINLength", "int", "ADGR", "4", "4-127", kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/MaximumPINLength", "int", "ADGR", "127", "4-127", kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/UppercaseLetters", "int", "ADGR", "0", kClass, kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/LowercaseLetters", "int", "ADGR", "0", kClass, kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/SpecialCharacters", "int", "ADGR", "0", kClass, kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/Digits", "int", "ADGR", "0", kClass, kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/History", "int", "ADGR", "0", "0-50", kRow1511, "1.2"},
    {"/{TenantId}/Policies/PINComplexity/Expiration", "int", "ADGR", "0", "0-730", kRow1511, "1.2"},
}};

constexpr std::array<Row, 24> kDeviceRows = {{
    {"/{TenantId}/Policies/ExcludeSecurityDevices", "node", "ADG", "", "", "10.0.15063", "1.3"},
    {"/{TenantId}/Policies/ExcludeSecurityDevices/TPM12", "bool", "ADGR", "False", kBool, "10.0.15063", "1.3"},
    {"/{TenantId}/Policies/EnableWindowsHelloProvisioningForSecurityKeys", "bool", "ADGR", "False", kBool, "10.0.22621",
     "1.6"},
    {"/{TenantId}/Policies/DisablePostLogonProvisioning", "bool", "ADGR", "False", kBool,
     "99.9.99999,10.0.22621.3374,10.0.22000.2899,10.0.20348.2402,10.0.19041.4239", "1.6"},
    {"/{TenantId}/Policies/UseCertificateForOnPremAuth", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/{TenantId}/Policies/UseCloudTrustForOnPremAuth", "bool", "ADGR", "False", kBool,
     "10.0.22621,10.0.22000.527,10.0.19044.1566", "1.6"},
    {"/{TenantId}/Policies/Remote", "node", "ADG", "", "", kRow1511, "1.2"},
    {"/{TenantId}/Policies/Remote/UseRemotePassport", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/{TenantId}/Policies/UseHelloCertificatesAsSmartCardCertificates", "bool", "ADGR", "False", kBool, "10.0.17763",
     "1.6"},
    {"/UseBiometrics", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/Biometrics", "node", "G", "", "", kRow1511, "1.2"},
    {"/Biometrics/UseBiometrics", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/Biometrics/FacialFeaturesUseEnhancedAntiSpoofing", "bool", "ADGR", "False", kBool, kRow1511, "1.2"},
    {"/Biometrics/EnableESSwithSupportedPeripherals", "int", "ADGR", "1", "0,1", "10.0.22621", "1.3"},
    {"/DeviceUnlock", "node", "G", "", "", "10.0.17134", "1.4"},
    {"/DeviceUnlock/GroupA", "chr", "ADGR", "",
     R"({[0-9A-Fa-f]{8}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{12}\})", "10.0.17134", "1.4"},
    {"/DeviceUnlock/GroupB", "chr", "ADGR", "",
     R"({[0-9A-Fa-f]{8}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{4}\-[0-9A-Fa-f]{12}\})", "10.0.17134", "1.4"},
    {"/DeviceUnlock/Plugins", "chr", "ADGR", "", "", "10.0.17134", "1.4"},
    {"/DynamicLock", "node", "G", "", "", "10.0.17134", "1.4"},
    {"/DynamicLock/DynamicLock", "bool", "ADGR", "False", kBool, "10.0.17134", "1.4"},
    {"/DynamicLock/Plugins", "chr", "ADGR", "", "", "10.0.17134", "1.4"},
    {"/SecurityKey", "node", "G", "", "", "10.0.18362", "1.6"},
    {"/SecurityKey/UseSecurityKeyForSignin", "int", "ADGR", "0", "0,1", "10.0.18362", "1.6"},
    {"", "node", "G", "", "", kRow1511, "1.2"},
}};

auto allowed_text(const Node& node) -> std::string {
  if (const auto range = node.allowed_range()) return std::to_string(range->low) + "-" + std::to_string(range->high);
  std::string text(node.pattern());
  for (const std::string_view value : node.allowed_values()) text += (text.empty() ? "" : ",") + std::string(value);
  return text;
}

auto builds_text(const Node& node) -> std::string {
  std::string text;
  for (const OsBuild& build : node.os_builds()) {
    text += (text.empty() ? "" : ",") + std::to_string(build.major) + "." + std::to_string(build.minor) + "." +
            std::to_string(build.build);
    if (build.revision != 0) text += "." + std::to_string(build.revision);
  }
  return text;
}

auto access_text(const Node& node) -> std::string {
  unsigned bits = 0;
  for (const Access access : {Access::Add, Access::Delete, Access::Get, Access::Replace, Access::Exec}) {
    if (node.can(access)) bits |= static_cast<unsigned>(access);
  }
  return access_letters(static_cast<std::uint8_t>(bits));
}

auto check_row(const Catalog& catalog, const std::string& root, const Row& row) -> void {
  const std::string uri = root + std::string(row.path);
  const Node node = csp_test::node(catalog, uri);
  INFO(uri);
  CHECK(node.uri() == uri);
  CHECK(name(node.format()) == row.format);
  CHECK(access_text(node) == row.access);
  CHECK(node.default_value().value_or("") == row.default_value);
  CHECK(allowed_text(node) == row.allowed);
  CHECK(builds_text(node) == row.builds);
  CHECK(node.csp_version() == row.version);
  CHECK(node.editions() == csp_test::node(catalog, root).editions());
  CHECK(node.is_deprecated() == (row.path == "/UseBiometrics"));
}

auto size_of(const Node& node) -> std::size_t {
  std::size_t size = 1;
  for (const Node& child : node.children()) size += size_of(child);
  return size;
}

const std::string kUser = "./User/Vendor/MSFT/PassportForWork";
const std::string kDevice = "./Device/Vendor/MSFT/PassportForWork";

}  // namespace

TEST_CASE("every node of PassportForWork is as Microsoft's page says, and there are no others") {
  const auto catalog = Catalog::built_in();
  for (const Row& row : kUserRows) {
    check_row(catalog, kUser, row);
    check_row(catalog, kDevice, row);  // the user's settings are all in the device's tree too
  }
  for (const Row& row : kDeviceRows) check_row(catalog, kDevice, row);
  CHECK(size_of(csp_test::node(catalog, kUser)) == kUserRows.size());
  CHECK(size_of(csp_test::node(catalog, kDevice)) == kUserRows.size() + kDeviceRows.size() - 1);
}

TEST_CASE("the tenant's segment is known as one in both scopes") {
  const auto catalog = Catalog::built_in();
  CHECK(csp_test::node(catalog, kUser + "/{tenantId}").is_tenant_id());
  CHECK(csp_test::node(catalog, kDevice + "/3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63").is_tenant_id());
  CHECK_FALSE(csp_test::node(catalog, kDevice + "/Biometrics").is_tenant_id());
}

TEST_CASE("the deprecated node says what replaces it") {
  const auto catalog = Catalog::built_in();
  const Node old = csp_test::node(catalog, kDevice + "/UseBiometrics");
  CHECK(old.replaced_by() == kDevice + "/Biometrics/UseBiometrics");
  CHECK(old.deprecated_since().empty());
}
