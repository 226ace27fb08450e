#pragma once

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "csp/catalog.hpp"
#include "csp/facts.hpp"

namespace csp_test {

using pinwright::csp::Catalog;
using pinwright::csp::Found;
using pinwright::csp::Node;
using pinwright::csp::NotFound;
using Files = std::vector<std::pair<std::string, std::string>>;

inline auto slurp(const std::filesystem::path& path) -> std::string {
  std::ifstream in(path, std::ios::binary);
  REQUIRE(in.good());
  return {std::istreambuf_iterator<char>(in), {}};
}

inline auto files_of(const std::filesystem::path& folder, std::string_view extension) -> Files {
  Files files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == extension)
      files.emplace_back(entry.path().filename().string(), slurp(entry.path()));
  }
  std::sort(files.begin(), files.end());
  return files;
}

inline auto schemas() -> std::filesystem::path { return std::filesystem::path(PINWRIGHT_SOURCE_DIR) / "schemas"; }
inline auto committed() -> Files { return files_of(schemas() / "csp", ".json"); }

/// Files of Microsoft's that lie beside the project; only tests with the tag [shared] may ask for them.
inline auto shared() -> std::filesystem::path { return std::filesystem::path(PINWRIGHT_SOURCE_DIR) / ".." / "shared"; }

/// The nodes of catalogue files, retired ones aside.
inline auto nodes_of(const Files& files) -> std::vector<pinwright::csp::NodeFacts> {
  std::vector<pinwright::csp::NodeFacts> nodes;
  for (const auto& file : files) {
    INFO(file.first);
    auto facts = pinwright::csp::facts_from_json(file.second);
    REQUIRE(facts.ok());
    for (auto& node : facts.value().nodes) {
      if (node.retired.empty()) nodes.push_back(std::move(node));
    }
  }
  return nodes;
}
inline auto committed_nodes() -> std::vector<pinwright::csp::NodeFacts> { return nodes_of(committed()); }

inline auto find(const Catalog& catalog, const std::string& uri) -> std::variant<Found, NotFound> {
  const auto parsed = pinwright::grammar::parse_oma_uri(uri);
  INFO(uri);
  REQUIRE(std::holds_alternative<pinwright::grammar::OmaUri>(parsed));
  return catalog.find(std::get<pinwright::grammar::OmaUri>(parsed));
}

inline auto node(const Catalog& catalog, const std::string& uri) -> Node {
  const auto result = find(catalog, uri);
  INFO(uri);
  REQUIRE(std::holds_alternative<Found>(result));
  return std::get<Found>(result).node;
}

inline auto missing(const Catalog& catalog, const std::string& uri) -> NotFound {
  const auto result = find(catalog, uri);
  INFO(uri);
  REQUIRE(std::holds_alternative<NotFound>(result));
  return std::get<NotFound>(result);
}

inline auto suggestion(const Catalog& catalog, const std::string& uri) -> std::string {
  const auto parsed = pinwright::grammar::parse_oma_uri(uri);
  REQUIRE(std::holds_alternative<pinwright::grammar::OmaUri>(parsed));
  return catalog.suggest(std::get<pinwright::grammar::OmaUri>(parsed));
}

}  // namespace csp_test
