#include "csp/ddf_attributes.hpp"

#include <utility>
#include <vector>

#include "base/text.hpp"
#include "csp/ddf_xml.hpp"

namespace pinwright::csp {

XsdAttributes::XsdAttributes(const pugi::xml_node& schema, const XsdIndex& index, XsdSimpleTypes& simple,
                             XsdProgress& progress)
    : index_(index),
      simple_(simple),
      progress_(progress),
      qualifies_(attribute(schema, "attributeFormDefault") == "qualified") {}

auto XsdAttributes::declaration(std::string_view kind, const pugi::xml_node& node) -> pugi::xml_node {
  const auto name = attribute(node, "ref");
  auto found = index_.find(kind, index_.resolve(node, name));
  if (!found) progress_.refuse("needs " + base::quoted(name) + ", which is not there");
  return found;
}

auto XsdAttributes::add(const pugi::xml_node& node, XmlTypeFacts& out, std::size_t depth) -> bool {
  const auto kind = local_name(node);
  if (!progress_.may_go_on(depth)) return true;
  if (kind == "attribute") {
    add_attribute(node, out, depth);
  } else if (kind == "attributeGroup") {
    add_group(declaration(kind, node), out, depth + 1);
  } else if (kind == "anyAttribute") {
    out.any_attribute = true;
  } else {
    return false;
  }
  return true;
}

auto XsdAttributes::add_attribute(const pugi::xml_node& node, XmlTypeFacts& out, std::size_t depth) -> void {
  const bool is_reference = !node.attribute("ref").empty();
  if (attribute(node, "ref").starts_with("xml:")) return;  // an attribute with a prefix is not judged
  const auto declared = is_reference ? declaration("attribute", node) : node;
  const auto form = attribute(node, "form");
  const bool has_space = is_reference || (form.empty() ? qualifies_ : form == "qualified");
  if (has_space && !index_.space().empty())
    return progress_.refuse("uses attributes of a namespace, which are not read");

  XmlAttributeFacts facts;
  facts.name = attribute(declared, "name");
  facts.required = attribute(node, "use") == "required";
  const auto inner = child(declared, "simpleType");
  facts.type = inner ? simple_.described(inner, depth) : simple_.named(declared, attribute(declared, "type"), depth);
  const auto says_fixed = node.attribute("fixed").empty() ? declared : node;
  if (!says_fixed.attribute("fixed").empty()) facts.type = simple_.fixed(facts.type, attribute(says_fixed, "fixed"));
  std::erase_if(out.attributes, [&](const auto& one) { return one.name == facts.name; });
  if (attribute(node, "use") != "prohibited") out.attributes.push_back(std::move(facts));
}

auto XsdAttributes::add_group(const pugi::xml_node& group, XmlTypeFacts& out, std::size_t depth) -> void {
  for (const pugi::xml_node& part : group.children()) {
    if (says_nothing(part) || add(part, out, depth + 1)) continue;
    progress_.refuse("uses " + base::quoted(local_name(part)) + ", which is not read");
  }
}

}  // namespace pinwright::csp
