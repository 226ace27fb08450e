// What Microsoft's files spell in a way of their own, by the nodes that show it.

#include "support.hpp"

using namespace pinwright::csp;
using csp_test::node;

namespace {

const std::string kDevice = "./Device/Vendor/MSFT/";
const std::string kUser = "./User/Vendor/MSFT/";
const std::string kVendor = "./Vendor/MSFT/";

auto texts(std::initializer_list<std::string_view> values) { return std::vector<std::string_view>(values); }

}  // namespace

TEST_CASE("booleans keep the spelling of the DDF file") {
  const auto catalog = Catalog::built_in();
  const Node hello = node(catalog, kDevice + "PassportForWork/x/Policies/UsePassportForWork");
  CHECK(hello.default_value() == "True");
  CHECK(hello.allowed_values() == texts({"false", "true"}));
  const Node laps = node(catalog, kDevice + "LAPS/Policies/AutomaticAccountManagementEnableAccount");
  CHECK(laps.allowed_values() == texts({"False", "True"}));
}

TEST_CASE("a default outside the allowed values is kept as it is") {
  const auto catalog = Catalog::built_in();
  const Node source = node(catalog, kDevice + "Policy/Config/DeliveryOptimization/DOCacheHostSource");
  CHECK(source.default_value() == "0");
  CHECK(source.allowed_values() == texts({"1", "2"}));
}

TEST_CASE("a range may begin below zero, in brackets, on a text node") {
  const auto catalog = Catalog::built_in();
  for (const std::string leaf : {"EMAIL2/a/LINGER", "EMAIL2/a/RETRIEVE", "ActiveSync/Accounts/a/Options/Schedule"}) {
    const Node found = node(catalog, kUser + leaf);
    CHECK(found.format() == Format::Chr);
    REQUIRE(found.allowed_range());
    CHECK(found.allowed_range()->low == -1);
  }
  CHECK(node(catalog, kUser + "EMAIL2/a/LINGER").allowed_range()->high == 2147483647);
}

TEST_CASE("hexadecimal values stay as they are spelled") {
  const auto catalog = Catalog::built_in();
  const Node flag = node(catalog, kDevice + "DMClient/Provider/MS/FirstSyncStatus/BlockInStatusPage");
  CHECK(flag.allowed() == Allowed::Flag);
  CHECK(flag.allowed_values() == texts({"0x0", "0x1", "0x2", "0x4"}));
}

TEST_CASE("a list of builds holds the base build and the back-ports") {
  const auto catalog = Catalog::built_in();
  const Node trust = node(catalog, kDevice + "PassportForWork/x/Policies/UseCloudTrustForOnPremAuth");
  CHECK(trust.os_builds() == std::vector<OsBuild>{{10, 0, 22621, 0}, {10, 0, 22000, 527}, {10, 0, 19044, 1566}});
}

TEST_CASE("the three placeholders of unreleased builds are builds that say so") {
  const auto catalog = Catalog::built_in();
  const auto first = [&](const std::string& uri) { return node(catalog, uri).os_builds().front(); };
  const OsBuild four = first(kDevice + "LanguagePackManagement");
  CHECK(four == OsBuild{99, 9, 9999, 0});
  CHECK(is_unreleased(four));
  CHECK(first(kDevice + "CloudDesktop/EnableBootToCloudSharedPCMode") == OsBuild{88, 8, 88888, 0});
  CHECK(is_unreleased(first(kDevice + "CloudDesktop/EnableBootToCloudSharedPCMode")));
  CHECK(is_unreleased(first(kDevice + "PassportForWork/x/Policies/DisablePostLogonProvisioning")));
  CHECK_FALSE(is_unreleased(OsBuild{10, 0, 22621, 0}));
}

TEST_CASE("the star of an edition and a list without a last semicolon are read over") {
  const auto skus = [](const std::vector<NodeFacts>& nodes, const std::vector<std::uint16_t>& wanted) {
    return std::count_if(nodes.begin(), nodes.end(), [&](const NodeFacts& fact) { return fact.editions == wanted; });
  };
  const auto nodes = csp_test::committed_nodes();
  CHECK(skus(nodes, {135, 136}) == 3);  // 0x87;0x88;0x88*
  CHECK(skus(nodes, {136}) == 27);      // 0x88;
  CHECK(skus(nodes, {175}) == 1);       // 0xAF
}

TEST_CASE("a node without any applicability has none") {
  const auto catalog = Catalog::built_in();
  const Node area = node(catalog, kDevice + "Policy/Config/AboveLock");
  CHECK(area.os_builds().empty());
  CHECK(area.csp_version().empty());
  CHECK(area.editions().empty());
}

TEST_CASE("applicability is inherited fact by fact, and not into a policy area") {
  const auto catalog = Catalog::built_in();
  const Node root = node(catalog, kDevice + "PassportForWork");
  const Node leaf = node(catalog, kDevice + "PassportForWork/x/Policies/EnablePinRecovery");
  CHECK(leaf.os_builds() == std::vector<OsBuild>{{10, 0, 15063, 0}});
  CHECK(leaf.csp_version() == "1.3");
  CHECK(leaf.editions() == root.editions());
  CHECK(root.editions().size() == 33);
  CHECK(node(catalog, kDevice + "Policy/Config/AboveLock").os_builds().empty());
}

TEST_CASE("a dependency names the node it means") {
  const auto catalog = Catalog::built_in();
  const auto only = [&](const std::string& uri) {
    const auto groups = node(catalog, uri).dependencies();
    REQUIRE(groups.size() == 1);
    REQUIRE(groups[0].any_of.size() == 1);
    return groups[0].any_of[0];
  };
  const auto bitlocker = only(kDevice + "BitLocker/AllowStandardUserEncryption");
  CHECK(bitlocker.uri == kDevice + "BitLocker/AllowWarningForOtherDiskEncryption");  // "Bitlocker" without "./"
  CHECK(bitlocker.kind == Allowed::Enum);
  CHECK(bitlocker.values == texts({"0"}));  // "[0]"
  CHECK(only(kUser + "ClientCertificateInstall/PFXCertInstall/x/PFXKeyExportable").uri ==
        kUser + "ClientCertificateInstall/PFXCertInstall/{UniqueID}/KeyLocation");  // "[UniqueID]"
  CHECK(only("./SyncML/DMAcc/a/AppAuth/o/AAuthType").uri ==
        "./SyncML/DMAcc/{AccountUID}/AppAuth/{ObjectName}/AAuthLevel");
  const auto vpn = only(kUser + "VPNv2/p/TrafficFilterList/0/LocalPortRanges");
  CHECK(vpn.uri == kUser + "VPNv2/{ProfileName}/TrafficFilterList/{trafficFilterId}/Protocol");  // "Vendor/MSFT/…"
  CHECK(vpn.values == texts({"6", "17"}));                                                       // "[6,17]"
  CHECK(only(kDevice + "LAPS/Policies/PasswordLength").values == texts({"1-5"}));  // a Range inside an Enum
  CHECK(only(kDevice + "DMClient/Provider/p/ManagementServiceAddress").negated);
}

TEST_CASE("every dependency leads to a node of the catalogue") {
  const auto catalog = Catalog::built_in();
  for (const NodeFacts& facts : csp_test::committed_nodes()) {
    for (const auto& group : facts.dependencies) {
      for (const auto& dependency : group.any_of) {
        INFO(facts.path);
        CHECK(node(catalog, dependency.uri).uri() == dependency.uri);
      }
    }
  }
}

TEST_CASE("what a dependency changes is kept") {
  const auto catalog = Catalog::built_in();
  const auto age = node(catalog, kDevice + "LAPS/Policies/PasswordAgeDays").dependencies();
  REQUIRE(age.size() == 2);
  CHECK(age[0].changed_kind == Allowed::Range);
  CHECK(age[0].changed_values == texts({"7-365"}));
  CHECK(age[1].changed_values == texts({"1-365"}));
}

TEST_CASE("regular expressions are kept as spelled, the invalid and the empty ones too") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, kDevice + "PassportForWork/DeviceUnlock/GroupA").pattern().starts_with("{[0-9A-Fa-f]{8}"));
  CHECK(node(catalog, kDevice + "PassportForWork/DeviceUnlock/GroupB").pattern().starts_with("{[0-9A-Fa-f]{8}"));
  CHECK(node(catalog, kVendor + "SecureAssessment/LaunchURI").pattern().starts_with("/^https?:"));
  const Node appx =
      node(catalog,
           kDevice + "EnterpriseModernAppManagement/AppManagement/System/x/AppUpdateSettings/AutoRepair/PackageSource");
  CHECK(appx.pattern().find("(?i)") > 0);
  const Node nrpt = node(catalog, kDevice + "DnsClient/NRPT/1");
  CHECK(nrpt.allowed() == Allowed::RegEx);
  CHECK(nrpt.pattern().empty());
  CHECK(nrpt.name_pattern().empty());
}

TEST_CASE("a range may reach above what a 32-bit integer holds") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(std::count_if(nodes.begin(), nodes.end(), [](const NodeFacts& fact) {
          return fact.format == Format::Int && fact.allowed.range && fact.allowed.range->high > 2147483647;
        }) == 30);
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, kDevice + "Policy/Config/DeliveryOptimization/DOAbsoluteMaxCacheSize").allowed_range()->high ==
        4294967295);
}

TEST_CASE("both spellings of the delimiter U+F000 are that character") {
  const auto nodes = csp_test::committed_nodes();
  CHECK(std::count_if(nodes.begin(), nodes.end(), [](const NodeFacts& fact) { return fact.list.size() > 1; }) == 62);
  CHECK(std::count_if(nodes.begin(), nodes.end(),
                      [](const NodeFacts& fact) { return fact.list.find_first_of("x0") != std::string::npos; }) == 0);
}

TEST_CASE("a slash behind the root, blanks behind a name, a naming rule on a static node do no harm") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, kVendor + "SUPL/SUPL1/Ext/Microsoft/NIDefaultTimeout").default_value() == "30");
  CHECK(node(catalog, kVendor + "SUPL/V2UPL1/NIDefaultTimeout").name() == "NIDefaultTimeout");
  const Node encoded = node(catalog, kDevice + "RootCATrustedCertificates/Root/h/EncodedCertificate");
  CHECK_FALSE(encoded.is_dynamic());
  CHECK(encoded.naming() == Naming::Static);
}

TEST_CASE("six dynamic nodes give no rule for their name") {
  const auto catalog = Catalog::built_in();
  for (const std::string& uri :
       {kDevice + "CertificateStore/MY/SCEP/x", kDevice + "Defender/Configuration/DeviceControl/PolicyGroups/x",
        kDevice + "Defender/Configuration/DeviceControl/PolicyRules/x", kDevice + "RootCATrustedCertificates/Root/x",
        kUser + "VPNv2/p/NativeProfile/ProtocolList/NativeProtocolList/0",
        kDevice + "VPNv2/p/NativeProfile/ProtocolList/NativeProtocolList/0"}) {
    CHECK(node(catalog, uri).naming() == Naming::Unspecified);
    CHECK(node(catalog, uri).name_pattern().empty());
  }
}

TEST_CASE("prose is no pattern of a name, the allowed values of an inner node are") {
  const auto catalog = Catalog::built_in();
  const Node tenant = node(catalog, kDevice + "PassportForWork/x");
  CHECK(tenant.naming() == Naming::UniqueName);
  CHECK(tenant.name_pattern().empty());
  CHECK(node(catalog, kVendor + "Firewall/MdmStore/FirewallRules/rule").name_pattern() == "^[^|/]*$");
  CHECK(node(catalog, kUser + "VPNv2/profile").name_pattern() == "^[^/]*$");
}

TEST_CASE("CSPs that are only below ./Vendor/MSFT keep that spelling") {
  const auto catalog = Catalog::built_in();
  std::vector<std::string> roots;
  for (const Node& root : catalog.roots()) {
    if (root.uri().starts_with(kVendor)) roots.emplace_back(root.name());
  }
  CHECK(roots == std::vector<std::string>{"ApplicationControl", "AppLocker", "AssignedAccess", "DeviceStatus",
                                          "DiagnosticLog", "Firewall", "HealthAttestation", "NetworkProxy",
                                          "Personalization", "RemoteRemediation", "SecureAssessment", "SharedPC",
                                          "SUPL", "WindowsLicensing", "WirelessNetworkPreference"});
}
