#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/syntax_error.hpp"

namespace pinwright::grammar {

struct XmlElement {
  std::string name;  ///< with prefix, as spelled
  std::vector<std::pair<std::string, std::string>> attributes;
  std::string text;  ///< of this element, children left out, white space kept
  std::vector<XmlElement> children;
  std::size_t begin = 0;  ///< offset of its `<`

  [[nodiscard]] auto attribute(std::string_view name) const -> const std::string*;
};

/// Well-formed XML 1.0 with any number of top-level elements (ADMX payloads have several) and an optional declaration;
/// text outside elements must be white space. External entities are never fetched, entity declarations and nesting
/// deeper than 100 are errors. Never throws.
[[nodiscard]] auto parse_xml(std::string_view text) -> std::variant<std::vector<XmlElement>, SyntaxError>;

}  // namespace pinwright::grammar
