// Settings of nodes and definitions that the built-in list does not have.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "csp/facts.hpp"
#include "object/canonical.hpp"
#include "object/codec/catalog_place.hpp"
#include "object/codec/settings_catalog.hpp"
#include "object/from_graph.hpp"
#include "unit/object/samples.hpp"

using namespace pinwright::object;
namespace csp = pinwright::csp;
using namespace pinwright::object::samples;

namespace {

const std::string kConfig = "./Device/Vendor/MSFT/Policy/Config/";

auto read_back(const Policy& written, const csp::Catalog* catalog) -> Policy {
  auto answer = nlohmann::json::parse(settings_catalog_to_graph(written).dump());
  answer["id"] = kGroupId;
  const auto live = settings_catalog_from_graph(answer, catalog);
  REQUIRE(live.ok());
  return std::get<Policy>(live.value().object);
}

constexpr std::string_view kLevel = "./Device/Vendor/MSFT/Policy/Config/NewArea/Level";
constexpr std::string_view kMode = "./Device/Vendor/MSFT/Policy/Config/NewArea/Mode";
constexpr std::string_view kRule = "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/NewRule";

/// The nodes and definitions of a workspace, or of a newer list.
auto newer_catalog() -> const csp::Catalog& {
  static const auto kCatalog = [] {
    std::vector<csp::NodeFacts> nodes(3);
    nodes[0].path = kLevel;
    nodes[0].format = csp::Format::Int;
    nodes[1].path = kMode;
    nodes[1].format = csp::Format::Int;
    nodes[1].allowed.kind = csp::Allowed::Enum;
    nodes[1].allowed.values = {"0", "1"};
    nodes[2].path = kRule;
    nodes[2].format = csp::Format::Int;
    csp::Definitions list;
    list.rows.resize(3);
    list.rows[0].path = kLevel;
    list.rows[0].control = csp::Control::Integer;
    list.rows[0].id = "level_id";
    list.rows[1].path = kMode;
    list.rows[1].control = csp::Control::Choice;
    list.rows[1].id = "mode_id";
    list.rows[1].options = {"0", "1"};
    list.rows[1].option_ids = {"mode_id_off", "mode_id_on"};
    list.rows[2].path = kRule;
    list.rows[2].control = csp::Control::Integer;
    list.rows[2].id = "device_vendor_msft_passportforwork_{tenantid}_policies_newrule";
    return csp::Catalog::built_in().with_declared(nodes).value().with_definitions(list);
  }();
  return kCatalog;
}

auto in_newer(std::int32_t value, std::string_view uri) -> Setting {
  auto made = number(value, std::string(uri));
  made.key = made.key.in(&newer_catalog());
  return made;
}

}  // namespace

TEST_CASE("a setting is written by the definition that its catalogue knows, and read as the same OMA-URI") {
  const auto written = settled({in_newer(7, kLevel), in_newer(1, kMode), in_newer(3, kRule)});
  const auto body = settings_catalog_to_graph(written);
  const auto& first = body["settings"][0]["settingInstance"];
  CHECK(first["settingDefinitionId"] == "level_id");
  CHECK(first["simpleSettingValue"]["value"] == 7);
  CHECK(body["settings"][1]["settingInstance"]["choiceSettingValue"]["value"] == "mode_id_on");
  // Below the tenant ID it stands in the group that the built-in list has.
  const auto& group = body["settings"][2]["settingInstance"];
  CHECK(group["settingDefinitionId"] == "device_vendor_msft_passportforwork_{tenantid}");
  CHECK(group["groupSettingCollectionValue"][0]["children"][0]["simpleSettingValue"]["value"] == 3);

  const auto read = read_back(written, &newer_catalog());
  CHECK(canonical_content(read) == canonical_content(written));
  REQUIRE(read.settings.size() == 3);
  CHECK(read.settings[0].key.text() == kLevel);
  CHECK(std::get<std::int32_t>(read.settings[1].value) == 1);
  for (const auto& one : read.settings) CHECK(one.key.catalog() == &newer_catalog());
}

TEST_CASE("what was read without the catalogue is looked up in it afterwards") {
  const auto written = settled({in_newer(7, kLevel), in_newer(1, kMode), in_newer(3, kRule)});
  auto read = read_back(written, nullptr);
  for (const auto& one : read.settings) CHECK(one.key.parsed() == nullptr);
  look_up(read, &newer_catalog());
  CHECK(canonical_content(read) == canonical_content(written));
  // Nobody knows it here, and it goes back as it came.
  auto unknown = read_back(written, nullptr);
  look_up(unknown, nullptr);
  for (const auto& one : unknown.settings) CHECK(one.key.parsed() == nullptr);
}

TEST_CASE("a definition that no list has is told by its id") {
  CHECK_FALSE(settings_catalog_unlisted_definition(SettingKey::of_oma_uri(kConfig + "Camera/AllowCamera")));
  CHECK(
      settings_catalog_unlisted_definition(SettingKey::of_oma_uri(kConfig + "AboveLock/ConfigureAudioOnLockScreen")) ==
      "device_vendor_msft_policy_config_abovelock_configureaudioonlockscreen");
  CHECK(settings_catalog_unlisted_definition(in_newer(7, kLevel).key) == "level_id");
  CHECK_FALSE(settings_catalog_unlisted_definition(SettingKey::of_oma_uri("./Device/Vendor/MSFT/VPNv2/x/AlwaysOn")));
}
