#pragma once

#include <random>
#include <string>
#include <vector>

#include "csp/catalog.hpp"

/// Settings that both targets can carry.
namespace pinwright::property {

/// YAML of random settings, a line each: `- {omaUri: "…", value: …}`. No node twice.
[[nodiscard]] auto settings_by_chance(const std::vector<csp::Node>& nodes, std::mt19937& random)
    -> std::vector<std::string>;
/// Nodes that a policy of the settings catalog can set by one value.
[[nodiscard]] auto settable_by_both(const csp::Catalog& catalog) -> std::vector<csp::Node>;

}  // namespace pinwright::property
