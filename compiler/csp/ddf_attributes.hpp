#pragma once

#include <cstddef>
#include <pugixml.hpp>
#include <string>
#include <string_view>

#include "csp/ddf_index.hpp"
#include "csp/ddf_simple.hpp"
#include "csp/schema_facts.hpp"

namespace pinwright::csp {

/// The attributes that an XSD gives to its types.
class XsdAttributes {
 public:
  XsdAttributes(const pugi::xml_node& schema, const XsdIndex& index, XsdSimpleTypes& simple, XsdProgress& progress);

  /// Adds what `node`, an `attribute`, `attributeGroup` or `anyAttribute`, says; one of the same name gives way. False:
  /// it is none of these.
  auto add(const pugi::xml_node& node, XmlTypeFacts& out, std::size_t depth) -> bool;

 private:
  auto add_attribute(const pugi::xml_node& node, XmlTypeFacts& out, std::size_t depth) -> void;
  auto add_group(const pugi::xml_node& node, XmlTypeFacts& out, std::size_t depth) -> void;
  auto declaration(std::string_view kind, const pugi::xml_node& node) -> pugi::xml_node;

  const XsdIndex& index_;
  XsdSimpleTypes& simple_;
  XsdProgress& progress_;
  bool qualifies_;
};

}  // namespace pinwright::csp
