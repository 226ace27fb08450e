#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "object/canonical.hpp"
#include "object/codec/codec.hpp"
#include "object/to_graph.hpp"
#include "property/both_targets.hpp"
#include "property/scene.hpp"
#include "property/settings_by_chance.hpp"
#include "property/world.hpp"

using namespace pinwright;
using namespace pinwright::property;

namespace {

constexpr int kWorkspaces = 600;

auto yaml_of(const std::vector<std::string>& settings) -> std::string {
  std::string list;
  for (const auto& line : settings) list += "      " + line + "\n";
  return "pinwright: 1\nworkspace: " + kWorkspace + "\ntenants: {contoso: {tenantId: " + kTenantId +
         "}}\npolicies:\n"
         "  catalog:\n    displayName: Catalog\n    target: settingsCatalog\n    settings:\n" +
         list + "  custom:\n    displayName: Custom\n    settings:\n" + list;
}

auto body_of(const Workspace& workspace, std::size_t index) -> nlohmann::json {
  const auto policy = lower::to_object(workspace.deployment().policies.at(index));
  return nlohmann::json::parse(object::to_graph(policy).dump());
}

}  // namespace

TEST_CASE("both targets of a policy set the same nodes to the same values", "[shared]") {
  const DefinitionList definitions(definitions_tsv());
  const auto catalog = csp::Catalog::built_in();  // the nodes are views of it
  const auto nodes = settable_by_both(catalog);
  CHECK(nodes.size() > 3000);
  std::size_t compared = 0;
  for (int seed = 0; seed < kWorkspaces; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    const auto yaml = yaml_of(settings_by_chance(nodes, random));
    INFO(seed << "\n" << yaml);
    const Workspace workspace({{"pinwright.yaml", yaml}});
    REQUIRE(workspace.errors().empty());
    const auto custom = nodes_of_custom(body_of(workspace, 1));
    REQUIRE(first_difference(custom, definitions.nodes_of(body_of(workspace, 0))) == std::string());
    compared += custom.size();
  }
  CHECK(compared > kWorkspaces);
}

TEST_CASE("a policy of the settings catalog is read as it is lowered", "[shared]") {
  const auto catalog = csp::Catalog::built_in();  // the nodes are views of it
  const auto nodes = settable_by_both(catalog);
  for (int seed = 0; seed < kWorkspaces; ++seed) {
    std::mt19937 random(static_cast<std::mt19937::result_type>(seed));
    const auto yaml = yaml_of(settings_by_chance(nodes, random));
    INFO(seed << "\n" << yaml);
    const Workspace workspace({{"pinwright.yaml", yaml}});
    REQUIRE(workspace.errors().empty());
    const auto wanted = lower::to_object(workspace.deployment().policies.at(0));
    auto answer = body_of(workspace, 0);
    answer["id"] = "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b";
    const auto live = object::codec_of(wanted.target).from_graph(answer, nullptr);
    REQUIRE(live.ok());
    const auto& read = std::get<object::Policy>(live.value().object);
    REQUIRE(object::canonical_settings(read.settings) == object::canonical_settings(wanted.settings));
  }
}
