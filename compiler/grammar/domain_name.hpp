#pragma once

#include <string_view>

namespace pinwright::grammar {

/// Two or more labels of letters (of any script), digits, hyphens and underscores between dots, at most 63 bytes each,
/// no hyphen at the ends of a label, the last one not all digits: that is an address. No scheme, port, path or dot at
/// the end.
[[nodiscard]] auto is_domain(std::string_view text) -> bool;

}  // namespace pinwright::grammar
