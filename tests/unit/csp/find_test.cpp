#include "support.hpp"

using namespace pinwright::csp;
using csp_test::find;
using csp_test::missing;
using csp_test::node;
using Kind = NotFound::Kind;

namespace {

auto parsed(const std::string& uri) -> pinwright::grammar::OmaUri {
  return std::get<pinwright::grammar::OmaUri>(pinwright::grammar::parse_oma_uri(uri));
}

auto case_differs(const Catalog& catalog, const std::string& uri) -> bool {
  const auto result = find(catalog, uri);
  REQUIRE(std::holds_alternative<Found>(result));
  return std::get<Found>(result).case_differs;
}

}  // namespace

TEST_CASE("every path of the catalogue leads to itself") {
  const auto catalog = Catalog::built_in();
  for (const NodeFacts& facts : csp_test::committed_nodes()) {
    INFO(facts.path);
    const auto result = find(catalog, facts.path);
    REQUIRE(std::holds_alternative<Found>(result));
    CHECK(std::get<Found>(result).node.uri() == facts.path);
    CHECK_FALSE(std::get<Found>(result).case_differs);
    CHECK(std::get<Found>(result).node.format() == facts.format);
  }
}

TEST_CASE("./Vendor and ./Device name the same node, in both directions") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./Vendor/MSFT/BitLocker").uri() == "./Device/Vendor/MSFT/BitLocker");
  CHECK(node(catalog, "./Device/Vendor/MSFT/AppLocker").uri() == "./Vendor/MSFT/AppLocker");
  CHECK(node(catalog, "./Vendor/MSFT/Policy/Config/AboveLock")
            .same(node(catalog, "./Device/Vendor/MSFT/Policy/Config/AboveLock")));
  CHECK(missing(catalog, "./User/Vendor/MSFT/BitLocker").kind == Kind::OtherScope);
}

TEST_CASE("roots outside of MSFT are found") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./DevInfo/DevId").scope() == Scope::Device);
  CHECK(node(catalog, "./DevDetail/URI/MaxDepth").format() == Format::Chr);
  CHECK(node(catalog, "./SyncML/DMAcc/a").name() == "AccountUID");
  CHECK_FALSE(node(catalog, "./SyncML/DMAcc").parent().valid());
  CHECK(missing(catalog, "./DevInfo/Nothing").kind == Kind::UnknownNode);
  CHECK(missing(catalog, "./SyncML").kind == Kind::UnknownNode);
  CHECK(missing(catalog, "./SyncML").segment == 0);
  CHECK(missing(catalog, "./Nothing/Here").kind == Kind::UnknownCsp);
}

TEST_CASE("letter case does not hide a node but is reported") {
  const auto catalog = Catalog::built_in();
  const std::string path = "./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/EnablePinRecovery";
  CHECK_FALSE(case_differs(catalog, path));
  CHECK(case_differs(catalog, "./Device/Vendor/MSFT/passportforwork/{tenantId}/Policies/EnablePinRecovery"));
  CHECK(case_differs(catalog, "./device/vendor/msft/PassportForWork/{tenantId}/Policies/EnablePinRecovery"));
  CHECK_FALSE(case_differs(catalog, "./Vendor/MSFT/PassportForWork/ABC/Policies"));
}

TEST_CASE("segments are compared percent-decoded") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./Device/Vendor/MSFT/Passport%46or%57ork").name() == "PassportForWork");
  CHECK(node(catalog, "./Device/Vendor/MSFT/Defender/Configuration/DeviceControl/PolicyGroups/%7b65fa%7d/GroupData")
            .valid());
}

TEST_CASE("a static child is taken before a dynamic one, and the dynamic one takes any segment") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./Device/Vendor/MSFT/PassportForWork/Biometrics").format() == Format::Node);
  CHECK_FALSE(node(catalog, "./Device/Vendor/MSFT/PassportForWork/Biometrics").is_dynamic());
  CHECK(node(catalog, "./Device/Vendor/MSFT/PassportForWork/biometric").is_dynamic());
  const std::string install = "./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/App/";
  CHECK(node(catalog, install + "Properties/Policy").name() == "SettingsType");
  CHECK(node(catalog, install + "Policy/File").name() == "AdmxFileId");
  CHECK(node(catalog, install + "Properties/Policy/File/Version").name() == "Version");
}

TEST_CASE("what is not there is told by kind, segment and parent") {
  const auto catalog = Catalog::built_in();
  const auto leaf = missing(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePin");
  CHECK(leaf.kind == Kind::UnknownNode);
  CHECK(leaf.segment == 3);
  CHECK(leaf.parent.uri() == "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies");
  const auto below = missing(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery/x");
  CHECK(below.kind == Kind::UnknownNode);
  CHECK(below.segment == 4);
  const auto csp = missing(catalog, "./Device/Vendor/MSFT/PassportForWrok/x");
  CHECK(csp.kind == Kind::UnknownCsp);
  CHECK(csp.segment == 0);
  CHECK_FALSE(csp.parent.valid());
  CHECK(missing(catalog, "./Device/Vendor/MSFT").kind == Kind::UnknownCsp);
}

TEST_CASE("a path of the other scope is told from one that is nowhere") {
  const auto catalog = Catalog::built_in();
  const std::string user_only = "./User/Vendor/MSFT/PassportForWork/x/Policies/Remote/UseRemotePassport";
  const auto other = missing(catalog, user_only);
  CHECK(other.kind == Kind::OtherScope);
  CHECK(other.segment == 3);
  CHECK(catalog.in_other_scope(parsed(user_only)).scope() == Scope::Device);
  const auto nowhere = missing(catalog, "./User/Vendor/MSFT/BitLocker/Nothing");
  CHECK(nowhere.kind == Kind::UnknownNode);
  CHECK(nowhere.segment == 0);
  CHECK(nowhere.parent.uri() == "./Device/Vendor/MSFT/BitLocker");
}

TEST_CASE("twins of both scopes know each other") {
  const auto catalog = Catalog::built_in();
  CHECK(catalog.in_other_scope(parsed("./User/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery")).uri() ==
        "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
  CHECK_FALSE(catalog.in_other_scope(parsed("./Device/Vendor/MSFT/BitLocker")).valid());
  CHECK_FALSE(catalog.in_other_scope(parsed("./DevInfo/DevId")).valid());
}

TEST_CASE("an area of an ingested ADMX is no unknown node, an area without a tilde is") {
  const auto catalog = Catalog::built_in();
  const auto admx = missing(catalog, "./Device/Vendor/MSFT/Policy/Config/VSCode~Policy~Application/Setting");
  CHECK(admx.kind == Kind::AdmxIngested);
  CHECK(admx.parent.name() == "Config");
  CHECK(missing(catalog, "./User/Vendor/MSFT/Policy/Config/Chrome~Policy~googlechrome/X").kind == Kind::AdmxIngested);
  const auto area = missing(catalog, "./Device/Vendor/MSFT/Policy/Config/NoSuchArea/Setting");
  CHECK(area.kind == Kind::UnknownNode);
  CHECK(area.segment == 2);
  CHECK(missing(catalog, "./Device/Vendor/MSFT/Policy/Config/AboveLock/NoSuch").segment == 3);
}

TEST_CASE("the result tree takes every area") {
  const auto catalog = Catalog::built_in();
  CHECK(node(catalog, "./Device/Vendor/MSFT/Policy/Result/AboveLock/AllowToasts").name() == "PolicyName");
}

TEST_CASE("retired and unlisted CSPs and the WMI bridge have kinds of their own") {
  const auto catalog = Catalog::built_in();
  CHECK(missing(catalog, "./Vendor/MSFT/EnterpriseAssignedAccess/AssignedAccessXml").kind == Kind::RetiredCsp);
  CHECK(missing(catalog, "./Vendor/MSFT/UPDATE/ApprovedUpdates").kind == Kind::RetiredCsp);
  CHECK(missing(catalog, "./Device/Vendor/MSFT/WindowsAdvancedThreatProtection/Onboarding").kind == Kind::UnlistedCsp);
  CHECK(missing(catalog, "./cimv2/MSFT_NetFirewallRule/X").kind == Kind::Cimv2);
  CHECK(missing(catalog, "./Vendor/MSFT/GCM").kind == Kind::UnknownCsp);
}

TEST_CASE("a very long path costs nothing and is not there") {
  const auto catalog = Catalog::built_in();
  std::string uri = "./Device/Vendor/MSFT/PassportForWork";
  for (int i = 0; i < 20000; ++i) uri += "/x";
  CHECK(missing(catalog, uri).segment == 2);
}

TEST_CASE("children come in order, parents are their parents") {
  const auto catalog = Catalog::built_in();
  const Node root = node(catalog, "./Device/Vendor/MSFT/PassportForWork");
  std::vector<std::string> names;
  for (const Node& child : root.children()) {
    names.emplace_back(child.name());
    CHECK(child.parent().same(root));
  }
  CHECK(names == std::vector<std::string>{"Biometrics", "DeviceUnlock", "DynamicLock", "SecurityKey", "UseBiometrics",
                                          "TenantId"});
  CHECK_FALSE(root.parent().valid());
}

TEST_CASE("the roots are the CSPs of all files") {
  const auto catalog = Catalog::built_in();
  const auto roots = catalog.roots();
  CHECK(roots.size() == 400 - 335 + 1);  // all roots, without those of policy areas, and the retired AccountManagement
  CHECK(roots.front().uri() == "./DevDetail");
}
