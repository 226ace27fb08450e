#include "csp/definition_children.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "csp/catalog.hpp"
#include "csp/settings_catalog.hpp"

using namespace pinwright::csp;

namespace {

/// Nodes whose definitions are newer than the list of March 2025.
auto is_newer(const std::string& id) -> bool {
  const std::string laps = "./Device/Vendor/MSFT/LAPS/Policies/";
  for (const auto* name : {"AutomaticAccountManagementEnabled", "AutomaticAccountManagementEnableAccount",
                           "AutomaticAccountManagementNameOrPrefix", "AutomaticAccountManagementRandomizeName",
                           "AutomaticAccountManagementTarget", "PassphraseLength"}) {
    if (settings_catalog_id(Catalog::built_in().at_path(laps + name)) == id) return true;
  }
  return false;
}

/// Of an ADMX policy that has a definition.
auto is_element(const Catalog& catalog, const std::string& id) -> bool {
  for (auto end = id.rfind('_'); end != std::string::npos && end > 0; end = id.rfind('_', end - 1)) {
    const auto node = catalog.node_of_definition(id.substr(0, end));
    const auto policy = node.valid() ? node.admx() : std::nullopt;
    if (!policy) continue;
    return std::any_of(policy->elements.begin(), policy->elements.end(), [&](const auto& element) {
      return settings_catalog_child_id(catalog.definition_id(node), element.id) == id;
    });
  }
  return false;
}

auto depth_of(const DefinitionChildren& children, const std::string& id, int depth = 0) -> int {
  int deepest = depth;
  for (const auto& parent : children.parents_of(id)) {
    REQUIRE(depth < 8);
    deepest = std::max(deepest, depth_of(children, parent.id, depth + 1));
  }
  return deepest;
}

}  // namespace

TEST_CASE(
    "parents and children are definitions of nodes, each child by itself a node's own, and none stands in itself") {
  const auto catalog = Catalog::built_in();
  const auto& children = DefinitionChildren::built_in();
  CHECK(children.all().size() > 60);
  for (const auto& [id, parents] : children.all()) {
    CAPTURE(id);
    if (is_newer(id)) continue;
    const auto node = catalog.node_of_definition(id);
    REQUIRE(node.valid());
    CHECK(catalog.definition_id(node) == id);
    CHECK(depth_of(children, id) <= 2);
    for (const auto& parent : parents) {
      CAPTURE(parent.id, parent.child);
      if (is_element(catalog, parent.id)) continue;
      const auto above = catalog.node_of_definition(parent.id);
      REQUIRE(above.valid());
      CHECK(catalog.definition_id(above) == parent.id);
      CHECK(suggested_control(above) == Control::Choice);
      CHECK(children.is_parent(parent.id));
      const auto values = above.allowed_values();
      for (const auto& option : parent.options) {
        const auto value = settings_catalog_option_value(parent.id, option);
        REQUIRE(value);
        CHECK((values.empty() || std::any_of(values.begin(), values.end(), [&](std::string_view one) {
                 return pinwright::base::equal_folded(one, *value);
               })));
      }
      CHECK(catalog.node_of_definition(parent.child).uri() == node.uri());
      if (parent.child == id) continue;
      for (const auto& option : parent.options) CHECK(children.own_id_of(parent.child, option) == id);
      CHECK(children.own_id_of(parent.child, "").empty());
    }
  }
}

TEST_CASE("a list of another form is refused") {
  CHECK_FALSE(DefinitionChildren::of_json("[]").ok());
  CHECK_FALSE(DefinitionChildren::of_json(R"({"format":2,"parents":[],"sameNode":{}})").ok());
  CHECK_FALSE(DefinitionChildren::of_json(R"({"format":1,"parents":[{"parent":1}],"sameNode":{}})").ok());
  CHECK(DefinitionChildren::of_json(R"({"format":1,"parents":[],"sameNode":{}})").ok());
}
