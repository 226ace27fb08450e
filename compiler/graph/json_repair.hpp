#pragma once

#include <string>
#include <string_view>

namespace pinwright::graph {

/// The text of an answer that is not quite JSON (RFC 8259), with what is wrong in one value put right in that value, so
/// that one object of a list does not cost the list: half of a surrogate pair and what is no UTF-8 become U+FFFD, an
/// escape that JSON does not have and a control character are escaped, a number that no double holds and a bare word
/// such as NaN become strings, and what nests deeper than base::kJsonDepth becomes `{}`. A string or an object that
/// does not end stays as it is: such an answer is not whole.
[[nodiscard]] auto repaired_json(std::string_view text) -> std::string;

}  // namespace pinwright::graph
