#pragma once

#include <string>

#include "check/context.hpp"
#include "csp/node.hpp"

/// How messages speak of the catalogue.
namespace pinwright::check {

/// "DDF edition February 2025", of the set that the node comes from; "declared under `nodes`".
[[nodiscard]] auto edition_of(const csp::Node& node) -> std::string;

/// "Get and Replace", "nothing".
[[nodiscard]] auto access_words(const csp::Node& node) -> std::string;

/// "`A`, `B`, `C`, … (9 more)": the nodes below a node.
[[nodiscard]] auto listed_children(const csp::Node& node) -> std::string;

/// Why a value has the data type that it has, for nodes that the catalogue does not know; empty where the files or the
/// catalogue decide.
[[nodiscard]] auto type_note(const SettingContext& context) -> std::string;

/// The name that a dynamic node has in Microsoft's pages, or "name".
[[nodiscard]] auto title_of(const csp::Node& node) -> std::string;

}  // namespace pinwright::check
