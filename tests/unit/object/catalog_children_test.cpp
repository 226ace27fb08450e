#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "csp/catalog.hpp"
#include "csp/definitions.hpp"
#include "object/canonical.hpp"
#include "object/codec/settings_catalog.hpp"
#include "unit/object/catalog_samples.hpp"

using namespace pinwright::object;
using namespace pinwright::object::samples;
namespace csp = pinwright::csp;

namespace {

const std::string kLock = kConfig + "DeviceLock/";
const std::string kLockId = "device_vendor_msft_policy_config_devicelock_";
const std::string kLaps = "./Device/Vendor/MSFT/LAPS/Policies/";
const std::string kLapsId = "device_vendor_msft_laps_policies_";

auto children_of(const Json& instance) -> const Json& { return instance.at("choiceSettingValue").at("children"); }

/// The same settings, each by itself.
auto flattened(const Json& body) -> Json {
  auto flat = body;
  flat["settings"] = Json::array();
  const auto add = [&](const auto& self, Json instance) -> void {
    Json children = Json::array();
    if (instance.contains("choiceSettingValue")) std::swap(children, instance["choiceSettingValue"]["children"]);
    flat["settings"].push_back({{"settingInstance", std::move(instance)}});
    for (const auto& child : children) self(self, child);
  };
  for (const auto& setting : body["settings"]) add(add, setting["settingInstance"]);
  return flat;
}

}  // namespace

TEST_CASE("what stands in an option of another setting is its child, however deep, in any order") {
  const auto made =
      instances({number(4, kLock + "MinDevicePasswordLength"), number(0, kLock + "DevicePasswordEnabled"),
                 number(3, kLock + "MinDevicePasswordComplexCharacters"),
                 number(0, kLock + "AlphanumericDevicePasswordRequired"), number(0, kConfig + "Camera/AllowCamera")});
  REQUIRE(made.size() == 2);
  CHECK(made[0]["settingDefinitionId"] == kLockId + "devicepasswordenabled");
  CHECK(made[1]["settingDefinitionId"] == "device_vendor_msft_policy_config_camera_allowcamera");
  const auto& children = children_of(made[0]);
  REQUIRE(children.size() == 2);
  CHECK(children[0]["settingDefinitionId"] == kLockId + "mindevicepasswordlength");
  CHECK(children[0]["simpleSettingValue"]["value"] == 4);
  CHECK(children[1]["settingDefinitionId"] == kLockId + "alphanumericdevicepasswordrequired");
  REQUIRE(children_of(children[1]).size() == 1);
  CHECK(children_of(children[1])[0]["settingDefinitionId"] == kLockId + "mindevicepasswordcomplexcharacters");
}

TEST_CASE("without the option that it stands in a setting stands by itself") {
  CHECK(instances({number(4, kLock + "MinDevicePasswordLength")}).size() == 1);
  const auto made =
      instances({number(1, kLock + "DevicePasswordEnabled"), number(4, kLock + "MinDevicePasswordLength")});
  REQUIRE(made.size() == 2);
  CHECK(children_of(made[0]).empty());
  // Of two that it may stand in the one that is there.
  const auto numeric =
      instances({number(0, kLock + "DevicePasswordEnabled"), number(1, kLock + "AlphanumericDevicePasswordRequired"),
                 number(1, kLock + "MinDevicePasswordComplexCharacters")});
  REQUIRE(numeric.size() == 1);
  CHECK(children_of(numeric[0]).size() == 2);
}

TEST_CASE("where a node has one definition for each option, that of the option is written and read") {
  const auto entra = settled({number(1, kLaps + "BackupDirectory"), number(30, kLaps + "PasswordAgeDays")});
  const auto body = settings_catalog_to_graph(entra);
  REQUIRE(body["settings"].size() == 1);
  const auto& child = children_of(body["settings"][0]["settingInstance"]).at(0);
  CHECK(child["settingDefinitionId"] == kLapsId + "passwordagedays_aad");
  CHECK(child["simpleSettingValue"]["value"] == 30);
  const auto read = read_back(body);
  CHECK(canonical_settings(read.settings) == canonical_settings(entra.settings));
  CHECK(read.settings.at(1).key.text() == kLaps + "PasswordAgeDays");

  const auto directory = instances({number(2, kLaps + "BackupDirectory"), number(30, kLaps + "PasswordAgeDays")});
  REQUIRE(directory.size() == 1);
  CHECK(children_of(directory[0]).at(0)["settingDefinitionId"] == kLapsId + "passwordagedays");

  // By itself it is no way to write the node, and is kept.
  const auto alone = read_back(flattened(body));
  REQUIRE(alone.settings.size() == 2);
  CHECK(alone.settings[1].key.text() == kLapsId + "passwordagedays_aad");
}

TEST_CASE("a policy is the same whether its settings are children or stand by themselves") {
  const std::string profile = "./Vendor/MSFT/Firewall/MdmStore/DomainProfile/";
  for (const auto& settings : std::vector<std::vector<Setting>>{
           {setting(DataType::Boolean, true, profile + "EnableFirewall"),
            setting(DataType::Boolean, false, profile + "DisableStealthMode"),
            number(1, profile + "DefaultInboundAction"), number(4096, profile + "LogMaxFileSize"),
            text("%systemroot%\\log", profile + "LogFilePath")},
           {number(0, kLock + "DevicePasswordEnabled"), number(0, kLock + "AlphanumericDevicePasswordRequired"),
            number(3, kLock + "MinDevicePasswordComplexCharacters"), number(24, kLock + "DevicePasswordHistory")},
           {number(2, kLaps + "BackupDirectory"), number(30, kLaps + "PasswordAgeDays"),
            number(5, kLaps + "ADEncryptedPasswordHistorySize")}}) {
    const auto wanted = settled(settings);
    const auto body = settings_catalog_to_graph(wanted);
    CHECK(body["settings"].size() == 1);
    CHECK(canonical_settings(read_back(body).settings) == canonical_settings(wanted.settings));
    const auto flat = flattened(body);
    CHECK(flat["settings"].size() == settings.size());
    CHECK(canonical_settings(read_back(flat).settings) == canonical_settings(wanted.settings));
  }
}

TEST_CASE("what is kept as a child stays one beside children that are written") {
  const auto body = Json::parse(R"({"name":"P","technologies":"mdm","settings":[
    {"settingInstance":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
      "settingDefinitionId":"device_vendor_msft_policy_config_devicelock_devicepasswordenabled",
      "choiceSettingValue":{"value":"device_vendor_msft_policy_config_devicelock_devicepasswordenabled_0","children":[
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"device_vendor_msft_policy_config_devicelock_mindevicepasswordlength",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue",
                              "value":6}},
       {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
        "settingDefinitionId":"device_vendor_msft_of_tomorrow",
        "simpleSettingValue":{"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue",
                              "value":6}}]}}}]})");
  const auto written = settings_catalog_to_graph(read_back(body));
  REQUIRE(written["settings"].size() == 1);
  CHECK(nlohmann::json(written["settings"][0]["settingInstance"]) ==
        nlohmann::json(body["settings"][0]["settingInstance"]));
}

TEST_CASE("a setting stands in an option of an element of an ADMX policy, and is read there") {
  const std::string bde = "device_vendor_msft_bitlocker_removabledrivesconfigurebde";
  const std::string type = "./Device/Vendor/MSFT/BitLocker/RemovableDrivesEncryptionType";
  const auto policy = [](const std::string& allow) {
    return text("<enabled/><data id=\"RDVAllowBDE_Name\" value=\"" + allow +
                    "\"/><data id=\"RDVDisableBDE_Name\" value=\"true\"/>",
                "./Device/Vendor/MSFT/BitLocker/RemovableDrivesConfigureBDE");
  };
  const auto kind = text("<enabled/><data id=\"RDVEncryptionTypeDropDown_Name\" value=\"1\"/>", type);
  const auto wanted = settled({kind, policy("true")});
  const auto body = settings_catalog_to_graph(wanted);
  REQUIRE(body["settings"].size() == 1);
  const auto& elements = children_of(body["settings"][0]["settingInstance"]);
  REQUIRE(elements.size() == 2);
  CHECK(elements[0]["settingDefinitionId"] == bde + "_rdvallowbde_name");
  REQUIRE(children_of(elements[0]).size() == 1);
  CHECK(children_of(elements[0])[0]["settingDefinitionId"] ==
        "device_vendor_msft_bitlocker_removabledrivesencryptiontype");
  CHECK(children_of(elements[1]).empty());
  CHECK(canonical_settings(read_back(body).settings) == canonical_settings(wanted.settings));

  CHECK(instances({kind, policy("false")}).size() == 2);
  CHECK(instances({kind}).size() == 1);
}

namespace {

const std::string kCamera = kConfig + "Camera/AllowCamera";
const std::string kCameraId = "device_vendor_msft_policy_config_camera_allowcamera";
const std::string kBluetooth = kConfig + "Connectivity/AllowBluetooth";
const std::string kBluetoothId = "device_vendor_msft_policy_config_connectivity_allowbluetooth";

/// A list by which `rows` are all that is known of these two.
auto with_children(std::vector<csp::ChildrenList::Row> rows) -> csp::Catalog {
  csp::Definitions list;
  list.list = "August 2026";
  for (const auto& path : {kCamera, kBluetooth}) {
    auto& row = list.rows.emplace_back();
    row.path = path;
    row.control = csp::Control::Choice;
  }
  list.children.emplace().rows = std::move(rows);
  return csp::Catalog::built_in().with_definitions(list);
}

auto instances_in(const csp::Catalog& catalog, std::vector<Setting> settings) -> Json {
  for (auto& one : settings) one.key = one.key.in(&catalog);
  return instances(std::move(settings));
}

}  // namespace

TEST_CASE("what a later list says of children is written") {
  const auto catalog = with_children({{kCameraId, {kCameraId + "_1"}, {kBluetoothId}}});
  const auto made = instances_in(catalog, {number(2, kBluetooth), number(1, kCamera)});
  REQUIRE(made.size() == 1);
  CHECK(made[0]["settingDefinitionId"] == kCameraId);
  CHECK(children_of(made[0]).at(0)["settingDefinitionId"] == kBluetoothId);
  CHECK(instances_in(catalog, {number(2, kBluetooth), number(0, kCamera)}).size() == 2);
}

TEST_CASE("of a list that leads round in a circle every setting is written") {
  const auto catalog = with_children(
      {{kCameraId, {kCameraId + "_1"}, {kBluetoothId}}, {kBluetoothId, {kBluetoothId + "_2"}, {kCameraId}}});
  CHECK(instances_in(catalog, {number(2, kBluetooth), number(1, kCamera)}).size() == 2);
  const auto self = with_children({{kCameraId, {kCameraId + "_1"}, {kCameraId}}});
  CHECK(instances_in(self, {number(1, kCamera)}).size() == 1);
}

TEST_CASE("where no list says it, a setting is written where the tenant has it") {
  const auto nested = Json::parse(R"({"name":"P","technologies":"mdm","settings":[{"settingInstance":
    {"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
     "settingDefinitionId":"device_vendor_msft_policy_config_camera_allowcamera",
     "choiceSettingValue":{"value":"device_vendor_msft_policy_config_camera_allowcamera_1","children":[
      {"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingInstance",
       "settingDefinitionId":"device_vendor_msft_policy_config_connectivity_allowbluetooth",
       "choiceSettingValue":{"value":"device_vendor_msft_policy_config_connectivity_allowbluetooth_2","children":[]}}]}}}]})");
  const auto read = read_back(nested);
  REQUIRE(read.settings.size() == 2);
  const auto written = settings_catalog_to_graph(read);
  REQUIRE(written["settings"].size() == 1);
  CHECK(nlohmann::json(written["settings"][0]["settingInstance"]) ==
        nlohmann::json(nested["settings"][0]["settingInstance"]));
  CHECK(canonical_settings(read.settings) ==
        canonical_settings(settled({number(1, kCamera), number(2, kBluetooth)}).settings));
}
