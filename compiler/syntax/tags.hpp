#pragma once

#include <string>
#include <string_view>

#include "syntax/node.hpp"

namespace pinwright::syntax {

/// True for what the parser reports where the file has no tag.
[[nodiscard]] auto is_implicit_tag(std::string_view tag) -> bool;
/// True for `!!str` and `!`: they make text of a plain scalar.
[[nodiscard]] auto makes_text(std::string_view tag) -> bool;
/// True for a core schema's tag that says what the node is anyway.
[[nodiscard]] auto fits(std::string_view tag, const Node& node) -> bool;
/// As people write it: `!!str` for tag:yaml.org,2002:str.
[[nodiscard]] auto short_tag(std::string_view tag) -> std::string;

}  // namespace pinwright::syntax
