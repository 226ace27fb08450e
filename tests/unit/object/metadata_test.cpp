// Bodies against Microsoft's metadata, where it lies beside the repository.

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "object/to_graph.hpp"

using namespace pinwright::object;
using Json = nlohmann::ordered_json;

namespace {

auto schema(const std::string& name) -> nlohmann::json {
  const std::filesystem::path path =
      std::filesystem::path(PINWRIGHT_SOURCE_DIR) / "../shared/graph/openapi/graph-subset-beta.strict.json";
  std::ifstream file(path);
  REQUIRE(file.good());
  return nlohmann::json::parse(file)["components"]["schemas"].at("microsoft.graph." + name);
}

auto unknown_properties(const Json& body, const nlohmann::json& type) -> std::vector<std::string> {
  std::vector<std::string> unknown;
  for (const auto& [name, value] : body.items()) {
    if (!type["properties"].contains(name)) unknown.push_back(name);
  }
  return unknown;
}

auto missing_properties(const Json& body, const nlohmann::json& type) -> std::vector<std::string> {
  std::vector<std::string> missing;
  for (const auto& name : type.value("required", nlohmann::json::array())) {
    if (!body.contains(name.get<std::string>())) missing.push_back(name);
  }
  return missing;
}

auto check(const Json& body, const std::string& type_name) -> void {
  INFO(type_name);
  const auto type = schema(type_name);
  CHECK(unknown_properties(body, type) == std::vector<std::string>());
  CHECK(missing_properties(body, type) == std::vector<std::string>());
}

}  // namespace

TEST_CASE("bodies of groups and filters hold what the metadata knows and asks for", "[shared]") {
  const Group group{"G", "about", "(device.deviceOwnership -eq \"Company\")"};
  const Filter filter{"F", "about", "(device.deviceOwnership -eq \"Corporate\")", "windows10AndLater"};
  check(to_graph(group), "group.create");
  check(to_graph(Group{"G", {}, {}}), "group.create");
  check(to_graph(filter), "deviceAndAppManagementAssignmentFilter$self.create");
  check(to_graph_update(group), "group.update");
  check(to_graph_update(filter), "deviceAndAppManagementAssignmentFilter$self.update");
}

TEST_CASE("the body of an update of a policy holds what the metadata knows", "[shared]") {
  Policy policy;
  policy.display_name = "P";
  policy.description = "about";
  policy.scope_tags.emplace();
  check(to_graph_update(policy), "windows10CustomConfiguration.update");
}
