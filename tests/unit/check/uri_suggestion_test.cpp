#include "check/uri_suggestion.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace {

namespace check = pinwright::check;

auto rewritten(const std::string& from, const std::string& to) -> std::string {
  return check::edited_uri(from, check::edits_between(from, to));
}

}  // namespace

TEST_CASE("edits between OMA-URIs give the wanted one") {
  const std::string node = "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera";
  for (const std::string from :
       {"./Device/Vendor/MSFT/Policy/Camera/AllowCamera", "./Device/Vendor/MSFT/Policy/Config/Camra/AllowCamera",
        "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera/Value", "./Camera/AllowCamera",
        "./Device/Vendor/MSFT/Policy/Config", "./User/Vendor/MSFT/Policy/Config/Camera/Allow"}) {
    CHECK(rewritten(from, node) == node);
  }
  CHECK(check::edits_between(node, node).empty());
}

TEST_CASE("a segment that is missing is one insertion") {
  const auto edits = check::edits_between("./Device/Vendor/MSFT/Policy/Camera/AllowCamera",
                                          "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera");
  REQUIRE(edits.size() == 1);
  CHECK(edits[0].begin == edits[0].end);
  CHECK(edits[0].text == "Config/");
}
