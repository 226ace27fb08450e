#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/syntax_error.hpp"

namespace pinwright::grammar {

struct XmlElement {
  std::string name;                                             ///< with prefix, as spelled
  std::string space;                                            ///< its namespace; empty: none
  std::vector<std::pair<std::string, std::string>> attributes;  ///< `xmlns` and `xmlns:…` left out
  std::string text;  ///< of this element, children left out, white space kept
  std::vector<XmlElement> children;
  std::size_t begin = 0;  ///< offset of its `<`

  [[nodiscard]] auto attribute(std::string_view name) const -> const std::string*;
  [[nodiscard]] auto local_name() const -> std::string_view;
  /// The first child of this local name, in whatever namespace; nullptr: none.
  [[nodiscard]] auto child(std::string_view local_name) const -> const XmlElement*;
};

/// The XML of a text, and its offset there. `<![CDATA[…]]>` round all of it, as Microsoft's pages write it for SyncML
/// and for Intune, is taken off.
struct XmlBody {
  std::string_view text;
  std::size_t begin = 0;
};
[[nodiscard]] auto xml_body(std::string_view text) -> XmlBody;

/// How many bytes of white space stand before the XML declaration that a text begins with; 0: none, or it has none.
/// XML 1.0 wants the declaration first. Published examples have blanks before it, and they are read like that here.
[[nodiscard]] auto blanks_before_declaration(std::string_view text) -> std::size_t;

/// Behind the `>` of the tag that begins at `begin`; one in an attribute's value does not count.
[[nodiscard]] auto tag_end(std::string_view text, std::size_t begin) -> std::size_t;

/// Where `name="value"` stands in the tag that begins at `begin`; nullopt: the tag has no attribute that is spelled so.
struct AttributePlace {
  std::size_t begin = 0, end = 0;
};
[[nodiscard]] auto find_attribute(std::string_view text, std::size_t begin, std::string_view name)
    -> std::optional<AttributePlace>;

/// Well-formed XML 1.0 with any number of top-level elements (ADMX payloads have several) and an optional declaration;
/// text outside elements must be white space, which may stand before the declaration too. External entities are never
/// fetched, entity declarations and nesting deeper than 100 are errors, and so is a prefix that no `xmlns:…` declares.
/// Never throws.
[[nodiscard]] auto parse_xml(std::string_view text) -> std::variant<std::vector<XmlElement>, SyntaxError>;

/// The same, and a prefix needs no declaration.
[[nodiscard]] auto is_well_formed_xml(std::string_view text) -> bool;

}  // namespace pinwright::grammar
