#pragma once

#include <cstdint>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/xml.hpp"

namespace pinwright::grammar {

/// Whether a prefix needs an `xmlns:…` that declares it.
enum class Prefixes : std::uint8_t { Declared, Any };

/// What parse_xml() promises, by expat, for text that is UTF-8 and of a size that expat takes.
[[nodiscard]] auto read_full_xml(std::string_view text, Prefixes prefixes)
    -> std::variant<std::vector<XmlElement>, SyntaxError>;

}  // namespace pinwright::grammar
