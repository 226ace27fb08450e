#pragma once

#include <string>
#include <string_view>

namespace pinwright::object {

/// The text with LF for each CR LF and CR, as every reader of XML sees it (XML 1.0, section 2.11).
[[nodiscard]] auto with_xml_line_ends(std::string_view text) -> std::string;

/// Whether the text is XML with line ends other than LF, of whatever data type: changing them changes nothing.
[[nodiscard]] auto is_xml_with_other_line_ends(std::string_view text) -> bool;

}  // namespace pinwright::object
