#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "csp/facts.hpp"

namespace pinwright::csp {

/// The segment of a Node element: its name, or "{title}" of a dynamic node. Empty and a problem when the name is none.
[[nodiscard]] auto read_segment(const pugi::xml_node& node, std::string& problem) -> std::string;

/// Facts of one Node element, children aside. `problems` gets what was left out.
[[nodiscard]] auto read_node(const pugi::xml_node& node, std::string path, std::vector<std::string>& problems)
    -> NodeFacts;

}  // namespace pinwright::csp
