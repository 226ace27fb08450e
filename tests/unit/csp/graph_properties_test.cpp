#include "csp/graph_properties.hpp"

#include <catch2/catch.hpp>
#include <variant>

#include "csp/catalog.hpp"
#include "grammar/oma_uri.hpp"

namespace pinwright::csp {

TEST_CASE("each node of the list of typed properties is a node of the catalogue, or of a CSP without a DDF file") {
  const auto catalog = Catalog::built_in();
  const auto& list = GraphProperties::built_in();
  CHECK(list.date() == "2020");
  CHECK(list.all().size() > 600);
  for (const auto& row : list.all()) {
    for (const auto& node : row.nodes) {
      CAPTURE(row.type, row.name, node);
      const auto form = grammar::parse_oma_uri(node);
      const auto* uri = std::get_if<grammar::OmaUri>(&form);
      REQUIRE(uri != nullptr);
      const auto answer = catalog.find(*uri);
      const auto* lacking = std::get_if<NotFound>(&answer);
      CHECK((lacking == nullptr || lacking->kind == NotFound::Kind::UnlistedCsp));
    }
  }
}

TEST_CASE("properties are found by type, in any letter case, with and without the name of Graph before it") {
  const auto& list = GraphProperties::built_in();
  const auto properties = list.of_type("#microsoft.graph.WINDOWSIdentityProtectionConfiguration");
  REQUIRE_FALSE(properties.empty());
  for (const auto& row : properties) CHECK(row.type == "windowsIdentityProtectionConfiguration");
  CHECK(list.of_type("windowsIdentityProtectionConfiguration").size() == properties.size());
  CHECK(list.of_type("windowsIdentityProtection").empty());
  CHECK(list.of_type("").empty());
}

TEST_CASE("a list of another shape is refused") {
  for (const char* text : {"", "[]", R"({"date": "2020"})", R"({"date": 2020, "types": {}})",
                           R"({"date": "2020", "types": {"a": {"properties": {}}}})",
                           R"({"date": "2020", "types": {"a": {"v1": true, "properties": {"b": "./Device"}}}})",
                           R"({"date": "2020", "types": {"a": {"v1": true, "properties": {"b": []}}}})"}) {
    CAPTURE(text);
    CHECK_FALSE(GraphProperties::of_json(text).ok());
  }
}

}  // namespace pinwright::csp
