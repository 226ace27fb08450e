#include "csp/ddf_xml.hpp"

#include "base/text.hpp"

namespace pinwright::csp {

auto local_name(const pugi::xml_node& element) -> std::string_view {
  const std::string_view name = element.name();
  const std::size_t colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

auto child(const pugi::xml_node& element, std::string_view name) -> pugi::xml_node {
  for (const pugi::xml_node& node : element.children()) {
    if (node.type() == pugi::node_element && local_name(node) == name) return node;
  }
  return {};
}

auto first_element(const pugi::xml_node& element) -> pugi::xml_node {
  for (const pugi::xml_node& node : element.children()) {
    if (node.type() == pugi::node_element) return node;
  }
  return {};
}

auto child_text(const pugi::xml_node& element, std::string_view name) -> std::string {
  return std::string(base::trimmed(child(element, name).text().get()));
}

auto attribute(const pugi::xml_node& element, const char* name) -> std::string {
  return element.attribute(name).value();
}

}  // namespace pinwright::csp
