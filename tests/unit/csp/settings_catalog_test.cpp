#include "csp/settings_catalog.hpp"

#include <map>
#include <sstream>

#include "support.hpp"

using namespace pinwright::csp;
using csp_test::node;

namespace {

struct Row {
  std::string id, control, type, uri;
};

/// The native rows: not from an ingested ADMX.
auto native_rows() -> std::vector<Row> {
  std::vector<Row> rows;
  std::istringstream lines(csp_test::slurp(csp_test::shared() / "settings-catalog" / "definitions.tsv"));
  std::string line;
  for (std::getline(lines, line); std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    if (cells.at(3) == "0") rows.push_back({cells[0], cells.at(1), cells.at(2), cells.at(4)});
  }
  return rows;
}

auto node_of(const Catalog& catalog, const std::string& uri) -> Node {
  const std::string whole = uri.starts_with("./") ? uri : "./" + uri;  // parsed segments are views of it
  const auto parsed = pinwright::grammar::parse_oma_uri(whole);
  const auto* oma_uri = std::get_if<pinwright::grammar::OmaUri>(&parsed);
  if (oma_uri == nullptr) return {};
  const auto answer = catalog.find(*oma_uri);
  const auto* found = std::get_if<Found>(&answer);
  return found == nullptr ? Node() : found->node;
}

auto is_element(const Node& node, const std::string& policy_id, const std::string& id) -> bool {
  const auto policy = node.admx();
  if (!policy) return false;
  return std::any_of(policy->elements.begin(), policy->elements.end(), [&](const AdmxElement& element) {
    const std::string child = settings_catalog_child_id(policy_id, element.id);
    return id == child || (element.explicit_value && (id == child + "_key" || id == child + "_value"));
  });
}

/// Apple's, Intune's own and those of CSPs without DDF, and what stands for a part of a node's value.
auto is_known_to_be_no_node(std::string_view uri) -> bool {
  for (const std::string_view prefix :
       {"/com.",
        "./enrollment/",
        "./osrecoverysettings/",
        "./Device/Defender/",
        "./device/vendor/msft/email/",
        "./device/vendor/msft/pkcs",
        "./device/vendor/msft/scepcertificate/",
        "./device/vendor/msft/trustedcertificate/",
        "./device/vendor/msft/vpnconnection/",
        "./device/vendor/msft/proxywpad/",
        "./Device/Vendor/MSFT/Policy/PrivilegeManagement",
        "./Device/Vendor/MSFT/WindowsAdvancedThreatProtection/",
        "./Vendor/MSFT/eUICCs/Default",
        "./Vendor/MSFT/Defender/Configuration/TamperProtectionOptions",
        "./Vendor/MSFT/Firewall/MdmStore/",
        "./Vendor/MSFT/TenantLockdown/",
        "./Device/Vendor/MSFT/Policy/Config/ADMX_WindowsFileProtection/WFPDllCacheDir",
        "./Device/Vendor/MSFT/Policy/Config/ADMX_WindowsFileProtection/WFPQuota",
        "./Device/Vendor/MSFT/Policy/Config/ADMX_WindowsFileProtection/WFPScan",
        "./Device/Vendor/MSFT/Policy/Config/ADMX_WindowsFileProtection/WFPShowProgress",
        "./Device/Vendor/MSFT/Policy/Config/DeliveryOptimization/DOMaxDownloadBandwidth",
        "./Device/Vendor/MSFT/Policy/Config/DeliveryOptimization/DOMaxUploadBandwidth",
        "./Device/Vendor/MSFT/Policy/Config/Feeds/FeedsEnabled",
        "./Device/Vendor/MSFT/Policy/Config/InternetExplorer/DisableAdobeFlash",
        "./User/Vendor/MSFT/Policy/Config/InternetExplorer/DisableAdobeFlash"}) {
    if (uri.starts_with(prefix)) return true;
  }
  return false;
}

/// Of all catalogue nodes.
auto with_definition(const std::vector<Node>& nodes, std::vector<Node>& out) -> void {
  for (const Node& one : nodes) {
    if (one.definition()) out.push_back(one);
    with_definition(one.children(), out);
  }
}

/// How a row of the list is set, by its own columns.
auto control_of(const Row& row) -> Control {
  const bool is_integer = row.type == "Integer";
  if (row.control == "Choice") return Control::Choice;
  if (row.control == "ChoiceCollection") return Control::Choices;
  if (row.control == "Simple") return is_integer ? Control::Integer : Control::Text;
  if (row.control == "SimpleCollection") return is_integer ? Control::Integers : Control::Texts;
  return row.control == "SettingGroupCollection" ? Control::Group : Control::Unknown;
}

/// What the rules give for a row, or why they give nothing.
auto how(const Catalog& catalog, const Row& row) -> std::string {
  const Node found = node_of(catalog, row.uri);
  if (!found.valid()) return "no node";
  const std::string newest = settings_catalog_id(found);
  const bool succeeds = newest.ends_with("_v2");
  for (const std::string& id : {newest, succeeds ? newest.substr(0, newest.size() - 3) : newest}) {
    if (row.id == id) return "node";
    if (is_element(found, id, row.id)) return "element";
  }
  return "other id";
}

}  // namespace

TEST_CASE("the id of a node is its path in the DDF, whatever way the OMA-URI is written") {
  const auto catalog = Catalog::built_in();
  CHECK(settings_catalog_id(node(catalog, "./Device/Vendor/MSFT/PassportForWork/x/Policies/EnablePinRecovery")) ==
        "device_vendor_msft_passportforwork_{tenantid}_policies_enablepinrecovery");
  CHECK(settings_catalog_id(node(catalog, "./Vendor/MSFT/Defender/Configuration/TamperProtection")) ==
        "vendor_msft_defender_configuration_tamperprotection");
  CHECK(settings_catalog_id(node(catalog, "./Device/Vendor/MSFT/SharedPC/EnableSharedPCMode")) ==
        "vendor_msft_sharedpc_enablesharedpcmode");
}

TEST_CASE("a node is found by the id of its definition") {
  const auto catalog = Catalog::built_in();
  const auto found = catalog.search("Device_Vendor_MSFT_PassportForWork_{tenantid}_Policies_EnablePinRecovery");
  REQUIRE(found.size() == 1);
  CHECK(found[0].uri() == "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery");
  CHECK_FALSE(catalog.node_of_definition("device_vendor_msft_vpnv2_{profilename}_alwayson").valid());
}

TEST_CASE("a node that is newer than the list is found by the id of the rule, one that only holds others is not") {
  const auto catalog = Catalog::built_in();
  CHECK(catalog.node_of_definition("device_vendor_msft_policy_config_update_maintenancewindowenabled").uri() ==
        "./Device/Vendor/MSFT/Policy/Config/Update/MaintenanceWindowEnabled");
  CHECK_FALSE(catalog.node_of_definition("device_vendor_msft_policy_config_lanmanserver").valid());
}

TEST_CASE("a node is found by its further definitions, which are not its own") {
  const auto catalog = Catalog::built_in();
  const std::string days = "device_vendor_msft_laps_policies_passwordagedays";
  const auto node = catalog.node_of_definition(days + "_aad");
  CHECK(node.uri() == "./Device/Vendor/MSFT/LAPS/Policies/PasswordAgeDays");
  CHECK(settings_catalog_id(node) == days);
  const std::string reboot = "device_vendor_msft_policy_config_update_scheduleimminentrestartwarning";
  CHECK(settings_catalog_id(catalog.node_of_definition(reboot)) == reboot + "_v2");
}

TEST_CASE("elements and options stand behind the id") {
  const std::string policy = "device_vendor_msft_policy_config_printers_pointandprintrestrictions";
  const auto element = settings_catalog_child_id(policy, "PointAndPrint_TrustedServers_Chk");
  CHECK(element == policy + "_pointandprint_trustedservers_chk");
  CHECK(settings_catalog_option_id(element, "True") == element + "_true");
}

TEST_CASE("the rules give Microsoft's ids, but for the exceptions that are named here", "[shared]") {
  const auto catalog = Catalog::built_in();
  const auto rows = native_rows();
  CHECK(rows.size() == 5397);
  // Settings of other kinds on a node, policies whose ADMX file is not at hand, and the few that follow no rule.
  const std::map<std::string, int> other_ids = {
      {"./Device/Vendor/MSFT/Defender/Configuration/ASROnlyPerRuleExclusions", 18},
      {"./Device/Vendor/MSFT/Defender/Configuration/DeviceControl/PolicyGroups/{GroupId}/GroupData", 20},
      {"./Device/Vendor/MSFT/Defender/Configuration/DeviceControl/PolicyRules/{RuleId}", 2},
      {"./Device/Vendor/MSFT/Defender/Configuration/DeviceControl/PolicyRules/{RuleId}/RuleData", 12},
      {"./Device/Vendor/MSFT/Defender/Configuration/TamperProtection", 1},
      {"./Device/Vendor/MSFT/LAPS/Policies/PasswordAgeDays", 1},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_AdmPwd/POL_AdmPwd", 3},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_AdmPwd/POL_AdmPwd_AdminName", 1},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_MicrosoftDefenderAntivirus/"
       "UX_Configuration_CustomDefaultActionToastString",
       1},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_MsiFileRecovery/WdiScenarioExecutionPolicy", 1},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_Servicing/Servicing", 2},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_srmfci/AccessDeniedConfiguration", 9},
      {"./Device/Vendor/MSFT/Policy/Config/ADMX_srmfci/CentralClassificationList", 1},
      {"./Device/Vendor/MSFT/Policy/Config/Defender/AttackSurfaceReductionRules", 19},
      {"./Device/Vendor/MSFT/Policy/Config/Defender/ThreatSeverityDefaultAction", 4},
      {"./Device/Vendor/MSFT/Policy/Config/DeviceHealthMonitoring/ConfigDeviceHealthMonitoringScope", 1},
      {"./Device/Vendor/MSFT/Policy/Config/LocalUsersAndGroups/Configure", 5},
      {"./User/Vendor/MSFT/Policy/Config/ADMX_ShellCommandPromptRegEditTools/DisableCMD", 1},
      {"./User/Vendor/MSFT/Policy/Config/ADMX_ShellCommandPromptRegEditTools/DisableRegedit", 1},
      {"./User/Vendor/MSFT/Policy/Config/ADMX_ShellCommandPromptRegEditTools/DisallowApps", 1},
      {"./User/Vendor/MSFT/Policy/Config/ADMX_ShellCommandPromptRegEditTools/RestrictApps", 1},
      {"./User/Vendor/MSFT/Policy/Config/ADMX_WorkFoldersClient/Pol_UserEnableWorkFolders", 4},
      {"./User/Vendor/MSFT/PrinterProvisioning/UPPrinterInstalls/{PrinterSharedID}", 1},
      {"./Vendor/MSFT/ApplicationControl/Policies/{Policy GUID}/Policy", 5},
      {"./Vendor/MSFT/Firewall/MdmStore/HyperVVMSettings/{VMCreatorId}/AllowHostPolicyMerge", 1}};
  std::map<std::string, int> counts, others;
  for (const Row& row : rows) {
    const std::string kind = how(catalog, row);
    ++counts[kind];
    if (kind == "other id") {
      const Node found = node_of(catalog, row.uri);
      ++others[found.uri()];
      // The name of an instance, or what is kept below a node that has no value.
      const bool is_name = found.format() == Format::Node || row.id.ends_with("_{vmcreatorid}_target");
      const Node by_id = catalog.node_of_definition(row.id);
      const bool is_own_of_another = by_id.valid() && settings_catalog_id(by_id) == row.id;
      INFO(row.id);
      if (!is_own_of_another) CHECK((by_id.valid() && by_id.same(found)) != is_name);
    }
    if (kind == "no node") {
      INFO(row.uri);
      CHECK(is_known_to_be_no_node(row.uri));
    }
  }
  for (const auto& [uri, count] : other_ids) {
    INFO(uri);
    CHECK(others[uri] == count);
  }
  CHECK(others.size() == other_ids.size());
  // 144 rows lead to no node: counted apart from this program, in the DDF files of both editions.
  CHECK(counts["node"] == 3732);
  CHECK(counts["element"] == 1405);
  CHECK(counts["other id"] == 116);
  CHECK(counts["no node"] == 144);
  CHECK(counts.size() == 4);
}

TEST_CASE("every definition of a node is in Microsoft's list, under its id, set as the list says", "[shared]") {
  const auto catalog = Catalog::built_in();
  std::map<std::string, Row> rows;
  for (const Row& row : native_rows()) rows.emplace(row.id, row);
  std::vector<Node> nodes;
  with_definition(catalog.roots(), nodes);
  CHECK(nodes.size() == 3726);
  for (const Node& one : nodes) {
    INFO(one.uri());
    const auto row = rows.find(settings_catalog_id(one));
    REQUIRE(row != rows.end());
    CHECK(one.definition()->control == control_of(row->second));
    CHECK(catalog.node_of_definition(row->first).same(one));
    if (one.definition()->named) CHECK(rows.contains(settings_catalog_child_id(row->first, one.name())));
  }
}

TEST_CASE("every row of Microsoft's list that is a node's is that node's definition, or its predecessor", "[shared]") {
  const auto catalog = Catalog::built_in();
  std::size_t predecessors = 0;
  for (const Row& row : native_rows()) {
    if (how(catalog, row) != "node") continue;
    INFO(row.uri);
    const auto definition = node_of(catalog, row.uri).definition();
    REQUIRE(definition);
    if (settings_catalog_id(node_of(catalog, row.uri)) == row.id) continue;
    ++predecessors;
    CHECK(catalog.node_of_definition(row.id).valid());
    CHECK(definition->own_id == row.id + "_v2");
  }
  CHECK(predecessors > 0);
}

TEST_CASE("every ADMX element has a definition in Microsoft's list, unless the catalogue says that it has none",
          "[shared]") {
  const auto catalog = Catalog::built_in();
  std::map<std::string, Row> rows;
  for (const Row& row : native_rows()) rows.emplace(row.id, row);
  std::vector<Node> nodes;
  with_definition(catalog.roots(), nodes);
  std::size_t elements = 0;
  for (const Node& one : nodes) {
    const auto policy = one.admx();
    if (!policy) continue;
    for (const AdmxElement& element : policy->elements) {
      INFO(one.uri() << " " << element.id);
      const auto missing = one.definition()->missing_elements;
      const bool is_missing = std::find(missing.begin(), missing.end(), element.id) != missing.end();
      CHECK(rows.contains(settings_catalog_child_id(settings_catalog_id(one), element.id)) != is_missing);
      ++elements;
    }
  }
  CHECK(elements == 1343);
}

TEST_CASE("a list of definitions that contradicts itself, or says what is not known here, is refused") {
  const auto error_of = [](std::string_view definitions, std::string_view rest) {
    const auto json = std::string(R"({"format":1,"list":"March 2025","source":"x","definitions":[)") +
                      std::string(definitions) + R"(],"newer":[])" + std::string(rest) + "}";
    const auto read = definitions_from_json(json);
    return read.ok() ? std::string() : read.error().message;
  };
  const std::string_view choice = R"({"control":"choice","paths":["./Device/Vendor/MSFT/A/B"]})";
  const std::string_view lists = R"(,"ids":[],"options":[],"missingElements":[],"named":[],"otherIds":[])";
  CHECK(error_of(choice, lists).empty());
  CHECK(error_of(R"({"control":"slider","paths":[]})", lists).find("slider") != std::string::npos);
  CHECK(error_of(R"({"control":"choice","paths":["./Device/Vendor/MSFT/A/B","./Vendor/MSFT/a/b"]})", lists)
            .find("twice") != std::string::npos);
  CHECK(error_of(choice, R"(,"ids":[{"path":"./Device/Vendor/MSFT/A/C","id":"x"}],"options":[],"missingElements":[],)"
                         R"("named":[],"otherIds":[])")
            .find("no definition") != std::string::npos);
}
