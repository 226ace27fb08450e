#include "csp/ddf_index.hpp"

#include "csp/ddf_xml.hpp"
#include "csp/schema_facts.hpp"

namespace pinwright::csp {
namespace {

constexpr std::string_view kXmlSchema = "http://www.w3.org/2001/XMLSchema";

/// The namespace that a prefix (or none) has at `place`.
auto space_of(pugi::xml_node place, std::string_view prefix) -> std::string {
  const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string(prefix);
  for (; place.type() == pugi::node_element; place = place.parent()) {
    if (const auto found = place.attribute(declaration.c_str())) return found.value();
  }
  return {};
}

}  // namespace

auto XsdProgress::may_go_on(std::size_t depth, std::size_t parts) -> bool {
  parts_ += parts;
  if (depth > kMaxXsdDepth) refuse("is nested too deeply");
  if (parts_ > kMaxSchemaParts) refuse("has too many parts");
  return problem_.empty();
}

auto XsdName::is_built_in() const -> bool { return space == kXmlSchema; }

XsdIndex::XsdIndex(const pugi::xml_node& schema) : space_(attribute(schema, "targetNamespace")) {
  for (const pugi::xml_node& node : schema.children()) {
    if (says_nothing(node)) continue;
    declarations_.emplace(std::pair(std::string(local_name(node)), attribute(node, "name")), node);
  }
}

auto XsdIndex::resolve(const pugi::xml_node& place, std::string_view text) const -> XsdName {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos) return {space_of(place, {}), std::string(text)};
  return {space_of(place, text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

auto XsdIndex::find(std::string_view kind, const XsdName& name) const -> pugi::xml_node {
  const auto found = declarations_.find({std::string(kind), name.local});
  return name.space == space_ && found != declarations_.end() ? found->second : pugi::xml_node();
}

auto says_nothing(const pugi::xml_node& node) -> bool {
  return node.type() != pugi::node_element || local_name(node) == "annotation";
}

}  // namespace pinwright::csp
