#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/xml.hpp"

namespace pinwright::grammar {

/// The elements of a text that is as plain as almost every payload of an ADMX policy is:
///
///     <enabled/>
///     <data id="Allowed" value="print.contoso.com"/>
///
/// Empty elements beside each other, without prefixes, comments, line breaks in attributes, and references but
/// `&#xF000;`. nullopt: something else, or a mistake; read_full_xml() reads it and words the mistake. What is taken is
/// what that gives. `text` is UTF-8. Setting expat up and feeding it takes most of the time for texts of this length.
[[nodiscard]] auto read_plain_xml(std::string_view text) -> std::optional<std::vector<XmlElement>>;

}  // namespace pinwright::grammar
