#include <fstream>

#include "unit/sandbox/catalog.hpp"

using namespace pinwright::sandbox::test;
using pinwright::sandbox::Definitions;

namespace {

auto write(const std::string& path, const std::string& text) -> std::string {
  std::ofstream(path, std::ios::binary) << text;
  return path;
}

auto lock(int most, const std::string& id = "lock") -> json {
  auto definition = definitions().at(0);
  definition["id"] = id;
  definition["valueDefinition"]["maximumValue"] = most;
  return definition;
}

}  // namespace

TEST_CASE("a file holds a list of definitions, an answer of Graph or one definition") {
  Local local;
  for (const auto& document :
       {json::array({lock(9)}), json{{"value", json::array({lock(9)})}, {"@odata.context", "x"}}, lock(9)}) {
    CAPTURE(document);
    const auto loaded = Definitions::load(local.store(), write(local.scratch() / "one.json", document.dump()));
    REQUIRE(loaded);
    CHECK(loaded.value().all().size() == 1);
    CHECK(loaded.value().find("lock") != nullptr);
    CHECK(loaded.value().find("Lock") == nullptr);
  }
}

TEST_CASE("definitions of a file stand over those of the seed") {
  Local local(defined_seed());
  const auto loaded = Definitions::load(local.store(), write(local.scratch() / "one.json", lock(99).dump()));
  REQUIRE(loaded);
  CHECK(loaded.value().all().size() == definitions().size());
  CHECK(loaded.value().find("lock")->at("valueDefinition").at("maximumValue") == 99);
}

TEST_CASE("what a newer service says beside is left out, and so are other platforms") {
  Local local;
  auto newer = lock(9);
  newer["newProperty"] = 1;
  newer["valueDefinition"]["newRule"] = true;
  auto elsewhere = lock(9, "android");
  elsewhere["applicability"] = {{"@odata.type", catalog_type("AndroidSettingApplicability")}};
  const auto loaded =
      Definitions::load(local.store(), write(local.scratch() / "all.json", json::array({newer, elsewhere}).dump()));
  REQUIRE(loaded);
  CHECK(loaded.value().all().size() == 1);
  CHECK_FALSE(loaded.value().find("lock")->contains("newProperty"));
}

TEST_CASE("what is no definition is named with its file") {
  Local local;
  auto wrong = lock(9);
  wrong["displayName"] = 1;
  for (const auto& text :
       {std::string("["), std::string("7"), json::array({wrong}).dump(), json::array({{{"name", "no id"}}}).dump()}) {
    CAPTURE(text);
    const auto loaded = Definitions::load(local.store(), write(local.scratch() / "bad.json", text));
    REQUIRE_FALSE(loaded);
    CHECK_THAT(loaded.error().message, Catch::Contains("bad.json"));
  }
  CHECK_FALSE(Definitions::load(local.store(), local.scratch() / "missing.json"));
}
