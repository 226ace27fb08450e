#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace pinwright::grammar {

/// Where a value stands in a text of XML: the content of an element, with everything inside it, or the value of an
/// attribute, without its quotes.
struct XmlPlace {
  std::string_view element;    ///< local name of the element
  std::string_view attribute;  ///< local name; empty: the content of the element
  std::size_t begin = 0, end = 0;
  /// A hash of the way from the root to the place, by local names and by attributes that name an element (`id`,
  /// `name`): equal for the same place of two versions of a document.
  std::size_t path = 0;
};

/// All places of `text`, in order of `end`: those inside another one come before it. Nothing when it is not
/// well-formed (parse_xml). Namespaces are not looked at: `a:b` and `b` are one local name. Views into `text`.
[[nodiscard]] auto xml_places(std::string_view text) -> std::vector<XmlPlace>;

}  // namespace pinwright::grammar
