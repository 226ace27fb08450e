#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "csp/facts.hpp"
#include "driver/load.hpp"

namespace pinwright::driver {

/// Access bits of a node that anybody may set.
inline constexpr auto kSettableAccess =
    static_cast<std::uint8_t>(static_cast<unsigned>(csp::Access::Add) | static_cast<unsigned>(csp::Access::Delete) |
                              static_cast<unsigned>(csp::Access::Get) | static_cast<unsigned>(csp::Access::Replace));

/// What is under `nodes`, as facts of a catalogue. Mistakes are findings, and leave out their node.
[[nodiscard]] auto declared_facts(const model::Workspace& workspace, diag::Sink& sink) -> std::vector<csp::NodeFacts>;

/// The catalogue path of a declared OMA-URI. Empty: no node can have it.
[[nodiscard]] auto declared_path(const std::string& oma_uri) -> std::string;

/// Adds the nodes under `nodes` to `loaded.catalog`, for paths that it does not know, and their definitions, for
/// nodes without one. Mistakes are findings in `loaded.sink`, and leave out their node or definition.
auto declare_nodes(Loaded& loaded) -> void;

}  // namespace pinwright::driver
