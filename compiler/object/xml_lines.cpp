#include "object/xml_lines.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "grammar/xml.hpp"

namespace pinwright::object {

auto with_xml_line_ends(std::string_view text) -> std::string {
  auto made = base::with_line_feeds(text);
  std::replace(made.begin(), made.end(), '\r', '\n');
  return made;
}

auto is_xml_with_other_line_ends(std::string_view text) -> bool {
  if (text.find('\r') == std::string_view::npos) return false;
  const auto inner = base::trimmed(text);
  return inner.starts_with('<') && inner.ends_with('>') && grammar::is_well_formed_xml(inner);
}

}  // namespace pinwright::object
