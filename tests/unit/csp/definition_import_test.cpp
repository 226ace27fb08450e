// Microsoft Graph's configurationSettings as a list of definitions.

#include "csp/definition_import.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>

#include "base/text.hpp"
#include "csp/settings_catalog.hpp"
#include "support.hpp"

using namespace pinwright::csp;
using csp_test::node;
using Json = nlohmann::json;

namespace {

const std::string kType = "#microsoft.graph.deviceManagementConfiguration";
const std::string kConfig = "./Device/Vendor/MSFT/Policy/Config";

auto definition(const std::string& type, const std::string& id, const std::string& base, const std::string& offset)
    -> Json {
  return {{"@odata.type", kType + type},
          {"id", id},
          {"baseUri", base},
          {"offsetUri", offset},
          {"applicability", {{"@odata.type", kType + "WindowsSettingApplicability"}, {"platform", "windows10"}}}};
}

auto with_value(Json made, const std::string& type, bool is_secret = false) -> Json {
  made["valueDefinition"] = {{"@odata.type", kType + type}};
  if (is_secret) made["valueDefinition"]["isSecret"] = true;
  return made;
}

auto with_option(Json made, const std::string& id, const Json& value) -> Json {
  made["options"].push_back(
      {{"itemId", id}, {"optionValue", {{"@odata.type", kType + "StringSettingValue"}, {"value", value}}}});
  return made;
}

auto import(const Json& answer) -> DefinitionImport {
  auto made = import_definitions(answer.dump(), Catalog::built_in(), "August 2026");
  INFO((made.ok() ? std::string() : made.error().message));
  REQUIRE(made.ok());
  return std::move(made).value();
}

auto row_of(const DefinitionImport& import, const std::string& path) -> DefinitionFacts {
  for (const auto& row : import.list.rows) {
    if (row.path == path) return row;
  }
  FAIL("there is no row of " << path);
  return {};
}

auto camera() -> Json {
  const std::string id = "device_vendor_msft_policy_config_camera_allowcamera";
  auto made = definition("ChoiceSettingDefinition", id, kConfig, "/Camera/AllowCamera");
  return with_option(with_option(std::move(made), id + "_0", "0"), id + "_1", "1");
}

}  // namespace

TEST_CASE("an answer is a page, a list of definitions, or a list of pages") {
  const Json page{{"value", Json::array({camera()})}};
  for (const Json& answer :
       {page, Json::array({camera()}), Json::array({page}), Json::array({page, Json{{"value", Json::array()}}})}) {
    const auto made = import(answer);
    REQUIRE(made.list.rows.size() == 1);
    CHECK(made.list.rows[0].path == kConfig + "/Camera/AllowCamera");
    CHECK(made.list.list == "August 2026");
    CHECK(made.notes.empty());
  }
  auto cut = page;
  cut["@odata.nextLink"] = "https://graph.microsoft.com/beta/deviceManagement/configurationSettings?$skip=1";
  CHECK(import(cut).notes.size() == 1);
  CHECK(import(Json::array({cut, page})).notes.empty());
}

TEST_CASE("what is no answer is refused, and says why") {
  const auto error = [](const std::string& text) {
    const auto made = import_definitions(text, Catalog::built_in(), "x");
    REQUIRE_FALSE(made.ok());
    return made.error().message;
  };
  CHECK_FALSE(error("{").empty());
  CHECK(error("{}").find("value") != std::string::npos);
  CHECK(error(R"({"value":[]})") == "the answer has no definition of a node of Windows");
  CHECK(error(R"({"value":[{"baseUri":"./Device/Vendor/MSFT","offsetUri":"X"}]})").find("id") != std::string::npos);
  CHECK_FALSE(error(R"([1])").empty());
}

TEST_CASE("a definition whose id and options follow the rules needs no word more") {
  const auto row = row_of(import(Json::array({camera()})), kConfig + "/Camera/AllowCamera");
  CHECK(row.control == Control::Choice);
  CHECK(row.id.empty());
  CHECK(row.options.empty());
  CHECK(row.option_ids.empty());
}

TEST_CASE("options that the DDF does not have are listed, and their ids where they follow no rule") {
  const std::string id = "device_vendor_msft_policy_config_camera_allowcamera";
  const auto more = with_option(camera(), id + "_2", "2");
  const auto path = kConfig + "/Camera/AllowCamera";
  CHECK(row_of(import(Json::array({more})), path).options == std::vector<std::string>{"0", "1", "2"});
  CHECK(row_of(import(Json::array({more})), path).option_ids.empty());
  const auto named = with_option(camera(), id + "_ask", "2");
  CHECK(row_of(import(Json::array({named})), path).option_ids ==
        std::vector<std::string>{id + "_0", id + "_1", id + "_ask"});
  auto silent = camera();
  for (auto& option : silent["options"]) option.erase("optionValue");
  CHECK(row_of(import(Json::array({silent})), path).options.empty());
}

TEST_CASE("how a definition is set is its type and that of its value") {
  const auto control = [](const Json& made) { return import(Json::array({made})).list.rows.at(0).control; };
  const auto of = [](const std::string& type) { return definition(type, "x", kConfig, "NewArea/New"); };
  CHECK(control(of("ChoiceSettingDefinition")) == Control::Choice);
  CHECK(control(of("ChoiceSettingCollectionDefinition")) == Control::Choices);
  CHECK(control(with_value(of("SimpleSettingDefinition"), "IntegerSettingValueDefinition")) == Control::Integer);
  CHECK(control(with_value(of("SimpleSettingDefinition"), "StringSettingValueDefinition")) == Control::Text);
  CHECK(control(with_value(of("SimpleSettingCollectionDefinition"), "IntegerSettingValueDefinition")) ==
        Control::Integers);
  CHECK(control(with_value(of("SimpleSettingCollectionDefinition"), "StringSettingValueDefinition")) == Control::Texts);
  CHECK(control(of("SettingGroupCollectionDefinition")) == Control::Group);
  CHECK(control(of("RedirectSettingDefinition")) == Control::Unknown);
  const auto secret = with_value(of("SimpleSettingDefinition"), "StringSettingValueDefinition", true);
  CHECK(import(Json::array({secret})).list.rows.at(0).is_secret);
}

TEST_CASE("of a definition and its successor the successor is the node's") {
  const std::string id = "device_vendor_msft_policy_config_camera_allowcamera";
  auto second = camera();
  second["id"] = id + "_v2";
  auto part = camera();
  part["id"] = id + "_part";
  const auto made = import(Json::array({camera(), second, part}));
  CHECK(row_of(made, kConfig + "/Camera/AllowCamera").id == id + "_v2");
  REQUIRE(made.list.others.size() == 1);
  CHECK(made.list.others[0].ids == std::vector<std::string>{id, id + "_part"});
}

TEST_CASE("an instance is known by its name in the DDF, and one that the catalogue lacks by that in the id") {
  const std::string hello = "device_vendor_msft_passportforwork_{tenantid}";
  const auto group =
      definition("SettingGroupCollectionDefinition", hello, "./Device/Vendor/MSFT", "/PassportForWork/{0}");
  const auto leaf = definition("ChoiceSettingDefinition", hello + "_policies_enablepinrecovery",
                               "./Device/Vendor/MSFT/PassportForWork", "/{0}/Policies/EnablePinRecovery");
  const auto other = definition("SimpleSettingDefinition", "device_vendor_msft_newcsp_{name}_value",
                                "./Device/Vendor/MSFT/NewCsp/", "{0}/Value");
  const auto made = import(Json::array({group, leaf, other}));
  CHECK(row_of(made, "./Device/Vendor/MSFT/PassportForWork/{TenantId}").control == Control::Group);
  CHECK(row_of(made, "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery").id.empty());
  CHECK(row_of(made, "./Device/Vendor/MSFT/NewCsp/{name}/Value").id.empty());
  CHECK(made.unknown == 1);
}

TEST_CASE("what is not of a CSP of Windows, or of an ingested ADMX file, is left out") {
  auto mac = camera();
  mac["applicability"]["platform"] = "macOS";
  const auto edge = definition("ChoiceSettingDefinition", "x", "./Device/Vendor/MSFT/Policy/Config/",
                               "microsoft_edgev88~Policy~microsoft_edge/HomepageLocation");
  const auto app = definition("SimpleSettingDefinition", "com.microsoft.edge", "", "/com.microsoft.edge.Home");
  const auto made = import(Json::array({camera(), mac, edge, app}));
  CHECK(made.list.rows.size() == 1);
  CHECK(made.ingested == 1);
  CHECK(made.ids == 2);
}

namespace {

const std::string kLockId = "device_vendor_msft_policy_config_devicelock_";

auto parent(const std::string& id, const std::string& option) -> Json {
  return {{"parentSettingId", id}, {"dependentOn", option}};
}

auto lock(const std::string& type, const std::string& name) -> Json {
  auto made = definition(type, kLockId + pinwright::base::folded(name), kConfig, "/DeviceLock/" + name);
  return type.starts_with("Simple") ? with_value(std::move(made), "IntegerSettingValueDefinition") : made;
}

auto enabled() -> Json {
  auto made = lock("ChoiceSettingDefinition", "DevicePasswordEnabled");
  for (const auto* value : {"0", "1"})
    made = with_option(std::move(made), kLockId + "devicepasswordenabled_" + value, value);
  return made;
}

/// Rows as "child<parent[option option]", sorted.
auto children_of(const DefinitionImport& import) -> std::vector<std::string> {
  std::vector<std::string> rows;
  REQUIRE(import.list.children);
  for (const auto& row : import.list.children->rows) {
    for (const auto& child : row.children) {
      auto text = child + "<" + row.parent + "[";
      for (const auto& option : row.options) text += option.substr(row.parent.size()) + " ";
      text.back() = ']';
      rows.push_back(std::move(text));
    }
  }
  std::sort(rows.begin(), rows.end());
  return rows;
}

}  // namespace

TEST_CASE("what stands in an option says so itself, in each of its own options, or the option says it") {
  const auto parent_id = kLockId + "devicepasswordenabled";
  const std::vector<std::string> expected{kLockId + "mindevicepasswordlength<" + parent_id + "[_0]"};
  auto length = lock("SimpleSettingDefinition", "MinDevicePasswordLength");
  length["dependentOn"] = Json::array({parent(parent_id, parent_id + "_0")});
  CHECK(children_of(import(Json::array({enabled(), length}))) == expected);
  // The parent need not be in the answer.
  CHECK(children_of(import(Json::array({length}))) == expected);

  auto said = enabled();
  said["options"][0]["dependedOnBy"] =
      Json::array({{{"dependedOnBy", kLockId + "mindevicepasswordlength"}, {"required", false}}});
  CHECK(children_of(import(Json::array({said, lock("SimpleSettingDefinition", "MinDevicePasswordLength")}))) ==
        expected);
  CHECK(children_of(import(Json::array({said, length}))) == expected);

  auto choice = lock("ChoiceSettingDefinition", "AllowSimpleDevicePassword");
  choice = with_option(with_option(std::move(choice), kLockId + "allowsimpledevicepassword_0", "0"),
                       kLockId + "allowsimpledevicepassword_1", "1");
  choice["options"][1]["dependentOn"] =
      Json::array({parent(parent_id, parent_id + "_0"), parent(parent_id, parent_id + "_1")});
  CHECK(children_of(import(Json::array({enabled(), choice}))) ==
        std::vector{kLockId + "allowsimpledevicepassword<" + parent_id + "[_0 _1]"});
}

TEST_CASE("an answer without dependencies says nothing of children, and one with empty ones that there are none") {
  CHECK_FALSE(import(Json::array({camera()})).list.children);
  auto silent = camera();
  silent["dependentOn"] = Json::array();
  const auto made = import(Json::array({silent}));
  REQUIRE(made.list.children);
  CHECK(made.list.children->rows.empty());
  silent["dependentOn"] = nullptr;
  CHECK_FALSE(import(Json::array({silent})).list.children);
}

TEST_CASE("a second definition of a node in an option is the node's own there; parts of a value and elements are not") {
  const std::string laps = "device_vendor_msft_laps_policies_";
  const auto age = [&](const std::string& id, const std::string& option) {
    auto made = with_value(
        definition("SimpleSettingDefinition", laps + id, "./Device/Vendor/MSFT/LAPS", "/Policies/PasswordAgeDays"),
        "IntegerSettingValueDefinition");
    made["dependentOn"] = Json::array({parent(laps + "backupdirectory", laps + "backupdirectory_" + option)});
    return made;
  };
  const auto made = import(Json::array({age("passwordagedays", "2"), age("passwordagedays_aad", "1")}));
  CHECK(made.list.children->same_node ==
        std::map<std::string, std::string, std::less<>>{{laps + "passwordagedays_aad", laps + "passwordagedays"}});
  CHECK(children_of(made).size() == 2);

  auto rule =
      definition("ChoiceSettingDefinition", "device_vendor_msft_policy_config_defender_attacksurfacereductionrules_x",
                 kConfig, "/Defender/AttackSurfaceReductionRules");
  const auto group = definition("SettingGroupCollectionDefinition",
                                "device_vendor_msft_policy_config_defender_attacksurfacereductionrules", kConfig,
                                "/Defender/AttackSurfaceReductionRules");
  rule["options"] =
      Json::array({{{"itemId", "x_block"}, {"dependentOn", Json::array({parent(group["id"], group["id"])})}}});
  CHECK(import(Json::array({group, rule})).list.children->rows.empty());

  const std::string bde = "device_vendor_msft_bitlocker_removabledrivesconfigurebde";
  const auto bitlocker = [&](const std::string& id, const std::string& name) {
    return definition("ChoiceSettingDefinition", id, "./Device/Vendor/MSFT/BitLocker", "/" + name);
  };
  auto element = bitlocker(bde + "_rdvallowbde_name", "RemovableDrivesConfigureBDE");
  element["options"] =
      Json::array({{{"itemId", bde + "_rdvallowbde_name_1"}, {"dependentOn", Json::array({parent(bde, bde + "_1")})}}});
  auto type = bitlocker("device_vendor_msft_bitlocker_removabledrivesencryptiontype", "RemovableDrivesEncryptionType");
  type["options"] =
      Json::array({{{"itemId", "device_vendor_msft_bitlocker_removabledrivesencryptiontype_1"},
                    {"dependentOn", Json::array({parent(bde + "_rdvallowbde_name", bde + "_rdvallowbde_name_1")})}}});
  CHECK(children_of(import(Json::array({bitlocker(bde, "RemovableDrivesConfigureBDE"), element, type}))) ==
        std::vector<std::string>{"device_vendor_msft_bitlocker_removabledrivesencryptiontype<" + bde +
                                 "_rdvallowbde_name[_1]"});
}

TEST_CASE("a list is written so that it is read as it was") {
  auto choice = with_option(camera(), "device_vendor_msft_policy_config_camera_allowcamera_ask", "2");
  const auto secret = with_value(definition("SimpleSettingDefinition", "other_id", kConfig, "/NewArea/Key"),
                                 "StringSettingValueDefinition", true);
  auto part = camera();
  part["id"] = "device_vendor_msft_policy_config_camera_allowcamera_part";
  auto length = lock("SimpleSettingDefinition", "MinDevicePasswordLength");
  length["dependentOn"] = Json::array({parent(kLockId + "devicepasswordenabled", kLockId + "devicepasswordenabled_0")});
  const auto made = import(Json::array({choice, secret, part, length}));
  const auto text = to_json(made.list);
  const auto read = definitions_from_json(text);
  INFO((read.ok() ? text : read.error().message));
  REQUIRE(read.ok());
  CHECK(to_json(read.value()) == text);
  CHECK(row_of(DefinitionImport{read.value()}, kConfig + "/Camera/AllowCamera").option_ids.size() == 3);
  REQUIRE(read.value().children);
  CHECK(children_of(DefinitionImport{read.value()}) == children_of(made));
}

TEST_CASE("the importer makes of Microsoft's list what the built-in list says of it", "[shared]") {
  std::istringstream lines(csp_test::slurp(csp_test::shared() / "settings-catalog" / "definitions.tsv"));
  auto answer = Json::array();
  std::string line;
  const std::map<std::string, std::string> types{{"Choice", "ChoiceSettingDefinition"},
                                                 {"ChoiceCollection", "ChoiceSettingCollectionDefinition"},
                                                 {"Simple", "SimpleSettingDefinition"},
                                                 {"SimpleCollection", "SimpleSettingCollectionDefinition"},
                                                 {"SettingGroupCollection", "SettingGroupCollectionDefinition"},
                                                 {"Unknown", "RedirectSettingDefinition"}};
  for (std::getline(lines, line); std::getline(lines, line);) {
    std::vector<std::string> cells;
    std::istringstream in(line);
    for (std::string cell; std::getline(in, cell, '\t');) cells.push_back(cell);
    auto made = definition(types.at(cells.at(1)), cells[0], "", cells.at(4));
    if (cells.at(1).starts_with("Simple"))
      made = with_value(std::move(made),
                        (cells.at(2) == "Integer" ? "Integer" : "String") + std::string("SettingValueDefinition"));
    answer.push_back(std::move(made));
  }
  const auto made = import(answer);
  CHECK(made.ingested == 8492);
  const auto catalog = Catalog::built_in();
  const auto later = catalog.with_definitions(made.list);
  std::size_t rows = 0;
  for (const auto& row : made.list.rows) {
    const auto one = catalog.at_path(row.path);
    if (!one.valid()) continue;
    INFO(row.path);
    const auto listed = one.definition();
    CHECK(listed.has_value());
    if (!listed) continue;
    ++rows;
    CHECK(row.control == listed->control);
    CHECK(later.definition_id(later.at_path(row.path)) == catalog.definition_id(one));
    const auto lacks = [](const auto& missing, std::string_view id) {
      return std::find(missing.begin(), missing.end(), id) != missing.end();
    };
    const auto policy = one.admx().value_or(AdmxPolicy());
    for (const auto& element : policy.elements)
      CHECK(lacks(row.missing_elements, element.id) == lacks(listed->missing_elements, element.id));
    CHECK(row.named == listed->named);
  }
  // The rest of the 3,726 are listed under OMA-URIs that lead to no node, such as eUICCs/Default.
  CHECK(rows > 3720);
}
