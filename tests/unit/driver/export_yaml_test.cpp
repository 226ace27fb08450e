#include "driver/export_yaml.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "driver/import.hpp"
#include "source/yaml_name.hpp"

using namespace pinwright;
using Json = nlohmann::json;

namespace {

auto json(const std::string& yaml) -> Json {
  auto made = driver::json_of_yaml(yaml, "export.yaml");
  INFO((made.ok() ? "" : made.error().message));
  REQUIRE(made.ok());
  return std::move(made).value();
}

}  // namespace

// What PyYAML 6 prints for these values with yaml.dump(value, sort_keys=False, default_flow_style=False).
TEST_CASE("YAML says what the JSON would") {
  const auto read = json(R"('@odata.type': microsoft.graph.windows10CustomConfiguration
displayName: "B\xFCro S\xFCd"
description: null
version: 3
share: 1.5
small: 1.0e-05
isEncrypted: false
words:
- 'true'
- '12'
- '1.5'
- 'null'
- 1e3
- 0o17
- '012'
- 'yes'
- ''
- 1.2.3
- 24H2
none: []
object: {}
xml: "<a b=\"1\">\n  <c>a long text that is folded, since PyYAML breaks lines at eighty\
  \ characters</c>\n</a>\r\n"
folded: a text in plain style that is longer than eighty characters and goes on in
  the next line
)");
  CHECK(read["@odata.type"] == "microsoft.graph.windows10CustomConfiguration");
  CHECK(read["displayName"] == "Büro Süd");
  CHECK(read["description"].is_null());
  CHECK((read["version"].is_number_integer() && read["version"] == 3));
  CHECK(read["share"] == 1.5);
  CHECK(read["small"] == 0.00001);
  CHECK(read["isEncrypted"] == false);
  CHECK(read["words"] == Json({"true", "12", "1.5", "null", "1e3", "0o17", "012", "yes", "", "1.2.3", "24H2"}));
  CHECK((read["none"] == Json::array() && read["object"] == Json::object()));
  CHECK(read["xml"] ==
        "<a b=\"1\">\n  <c>a long text that is folded, since PyYAML breaks lines at eighty characters</c>\n</a>\r\n");
  CHECK(read["folded"] == "a text in plain style that is longer than eighty characters and goes on in the next line");
}

TEST_CASE("the ending of a file tells YAML from JSON") {
  CHECK(source::is_yaml_name("backup/Windows - Baseline.yaml"));
  CHECK(source::is_yaml_name("a.YML"));
  CHECK_FALSE(source::is_yaml_name("a.json"));
  CHECK_FALSE(source::is_yaml_name("yaml"));
}

TEST_CASE("what is no YAML says where") {
  const auto message = [](const std::string& yaml) {
    const auto made = driver::json_of_yaml(yaml, "export.yaml");
    return made.ok() ? "" : made.error().message;
  };
  CHECK(message("a: 1\nb: [1, 2\n").starts_with("`export.yaml` is not YAML at line "));
  CHECK(message("a: 1\na: 2\n").starts_with("`export.yaml` is not YAML at line 2, column 1: "));
  CHECK_FALSE(message(std::string(100, '[')).empty());
  CHECK(driver::read_export("- 1\n", "export.yaml").error().message ==
        "`export.yaml` holds no custom policy or settings catalog policy for Windows");
}

TEST_CASE("a policy in YAML is the one in JSON") {
  const auto source = driver::read_export(R"('@odata.type': '#microsoft.graph.windows10CustomConfiguration'
displayName: P
omaSettings:
- '@odata.type': '#microsoft.graph.omaSettingString'
  displayName: Release
  isEncrypted: false
  omaUri: ./Device/Vendor/MSFT/Policy/Config/Update/TargetReleaseVersion
  value: 24H2
- '@odata.type': '#microsoft.graph.omaSettingInteger'
  displayName: Camera
  omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera
  value: 0
)",
                                          "P.yaml");
  INFO((source.ok() ? "" : source.error().message));
  REQUIRE(source.ok());
  const auto& settings = std::get<object::Policy>(source.value().policies.at(0).object).settings;
  REQUIRE(settings.size() == 2);
  CHECK(settings[0].value == object::SettingValue(std::string("24H2")));
  CHECK(settings[1].value == object::SettingValue(std::int32_t{0}));
}
