#pragma once

#include <nlohmann/json_fwd.hpp>
#include <ostream>

#include "csp/catalog.hpp"
#include "csp/node.hpp"

/// A node of the catalogue, for people, for programs and as YAML to paste.
namespace pinwright::cli {

auto print_node(std::ostream& out, const csp::Node& node, const csp::Catalog& catalog) -> void;

[[nodiscard]] auto to_json(const csp::Node& node, const csp::Catalog& catalog) -> nlohmann::ordered_json;

/// An item for `settings:` with a value that the node allows, where it says so; what the values mean stands in
/// comments. Dynamic segments stay in braces, but the tenant's, which becomes `{tenantId}`.
auto print_yaml(std::ostream& out, const csp::Node& node) -> void;

}  // namespace pinwright::cli
