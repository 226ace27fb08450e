#include "driver/export_form.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "driver/import.hpp"

using namespace pinwright;
using Json = nlohmann::json;

namespace {

constexpr auto kId = "1f0e2d3c-4b5a-4697-8879-a0b1c2d3e4f5";

auto policy(const Json& more) -> Json {
  Json json = {{"@odata.type", "#microsoft.graph.windows10CustomConfiguration"},
               {"id", kId},
               {"displayName", "P"},
               {"omaSettings", Json::array()}};
  json.update(more);
  return json;
}

auto setting(std::string_view type, const Json& value, const Json& more = Json::object()) -> Json {
  Json json = {{"@odata.type", type}, {"displayName", "S"}, {"omaUri", "./Device/Vendor/MSFT/x"}, {"value", value}};
  json.update(more);
  return policy({{"omaSettings", {json}}});
}

auto read(const Json& json) -> driver::ImportSource {
  auto source = driver::read_export(json.dump(), "export.json");
  if (!source.ok()) FAIL(source.error().message);
  return std::move(source).value();
}

auto value_of(const Json& json) -> object::SettingValue {
  return std::get<object::Policy>(read(json).policies.at(0).object).settings.at(0).value;
}

auto message_of(std::string_view bytes) -> std::string {
  const auto source = driver::read_export(bytes, "export.json");
  return source.ok() ? "" : source.error().message;
}

}  // namespace

TEST_CASE("types without # are those of Microsoft's pages") {
  auto json = setting("microsoft.graph.omaSettingInteger", 1);
  json["@odata.type"] = "microsoft.graph.windows10CustomConfiguration";
  CHECK(value_of(json) == object::SettingValue(std::int32_t{1}));
}

TEST_CASE("a value in clear is a value, whatever isEncrypted says, and a mask is none") {
  const Json encrypted = {{"isEncrypted", true}, {"secretReferenceValueId", nullptr}};
  CHECK(value_of(setting("#microsoft.graph.omaSettingString", "24H2", encrypted)) ==
        object::SettingValue(std::string("24H2")));
  CHECK(std::holds_alternative<object::Masked>(
      value_of(setting("#microsoft.graph.omaSettingString", "****", encrypted))));
  CHECK(std::holds_alternative<object::Masked>(
      value_of(setting("#microsoft.graph.omaSettingStringXml", "PGEvPg==", encrypted))));
}

TEST_CASE("XML in clear stands for its base64") {
  CHECK(value_of(setting("#microsoft.graph.omaSettingStringXml", "<x/>")) == object::SettingValue(std::string("<x/>")));
  CHECK(value_of(setting("#microsoft.graph.omaSettingStringXml", "PHgvPg==")) ==
        object::SettingValue(std::string("<x/>")));
}

TEST_CASE("assignments that are not in the file are not none") {
  CHECK_FALSE(read(policy(Json::object())).notes.at(0).tells_assignments);
  CHECK(read(policy({{"assignments", Json::array()}})).notes.at(0).tells_assignments);
}

TEST_CASE("an id that is none is left out, with a word where something stood there") {
  auto without = policy(Json::object());
  without.erase("id");
  const auto none = read(without);
  CHECK(none.policies.at(0).id.empty());
  CHECK(none.notes.at(0).lost.empty());
  const auto odd = read(policy({{"id", "00-0000"}}));
  CHECK(odd.policies.at(0).id.empty());
  REQUIRE(odd.notes.at(0).lost.size() == 1);
  CHECK(odd.notes[0].lost[0].starts_with("its id `00-0000` is no object ID"));
  CHECK(read(policy(Json::object())).policies.at(0).id == kId);
}

TEST_CASE("names stand in the place of ids, as IntuneCD writes them") {
  const Json target = {{"@odata.type", "#microsoft.graph.groupAssignmentTarget"},
                       {"deviceAndAppManagementAssignmentFilterId", "Corporate Windows"},
                       {"deviceAndAppManagementAssignmentFilterType", "include"},
                       {"groupName", "SG Pilot"}};
  const auto source =
      read(policy({{"assignments", {{{"target", target}}}}, {"roleScopeTagIds", {"Default", "Berlin", "7"}}}));
  CHECK(source.names.groups.at("sg pilot") == "SG Pilot");
  CHECK(source.names.filters.at("corporate windows") == "Corporate Windows");
  CHECK(source.names.scope_tags.at("berlin") == "Berlin");
  const auto& live = source.policies.at(0);
  CHECK(live.assignments.at(0).group.id == "SG Pilot");
  const auto& tags = *std::get<object::Policy>(live.object).scope_tags;
  CHECK(tags.at(0).id == "0");
  CHECK(tags.at(2).id == "7");
}

TEST_CASE("applicability rules are named") {
  const auto source = read(policy({{"deviceManagementApplicabilityRuleOsVersion", {{"minOSVersion", "10.0"}}},
                                   {"deviceManagementApplicabilityRuleOsEdition", nullptr}}));
  REQUIRE(source.notes.at(0).lost.size() == 1);
  CHECK(source.notes[0].lost[0].starts_with("its applicability rule for versions of Windows cannot be said here"));
}

TEST_CASE("a file that is not UTF-8 is read as windows-1252, with a word") {
  auto bytes = policy(Json::object()).dump();
  bytes.replace(bytes.find("\"P\""), 3, "\"B\xFCro\"");
  const auto source = driver::read_export(bytes, "export.json");
  REQUIRE(source.ok());
  CHECK(object::display_name_of(source.value().policies.at(0).object) == "B\u00FCro");
  REQUIRE(source.value().remarks.size() == 1);
  CHECK(source.value().remarks[0].starts_with("`export.json` is not UTF-8"));
}

TEST_CASE("a file without a policy is refused") {
  CHECK(message_of("{}") == "`export.json` holds no custom policy or settings catalog policy for Windows");
  CHECK(message_of("[]") == "`export.json` holds no custom policy or settings catalog policy for Windows");
  CHECK(message_of("[1, null, \"x\", [[]]]") ==
        "`export.json` holds no custom policy or settings catalog policy for Windows");
}
