#pragma once

#include <pugixml.hpp>
#include <string>
#include <string_view>

/// DDF elements by local name: v2 files write the Microsoft elements with the prefix `MSFT:`, which a foreign file may
/// spell otherwise, and v1 files have none of them.
namespace pinwright::csp {

[[nodiscard]] auto local_name(const pugi::xml_node& element) -> std::string_view;
/// First child element of this local name, or a null node.
[[nodiscard]] auto child(const pugi::xml_node& element, std::string_view name) -> pugi::xml_node;
/// First child element of any name, or a null node.
[[nodiscard]] auto first_element(const pugi::xml_node& element) -> pugi::xml_node;
/// Text of the child, trimmed; empty when there is none.
[[nodiscard]] auto child_text(const pugi::xml_node& element, std::string_view name) -> std::string;
[[nodiscard]] auto attribute(const pugi::xml_node& element, const char* name) -> std::string;

}  // namespace pinwright::csp
