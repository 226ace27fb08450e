#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace pinwright::grammar {

/// A piece of documentation that was never replaced: bytes [begin, end) of a segment. Recognised: `{…}`, `<…>`,
/// `&lt;…&gt;`, `[…]` (also cut short: `[ProviderID`, `{license`, `&lt`), `%name%`, `_AreaName`-like (an underscore
/// before a capital, at the start), `…`. Braces that hold a GUID are none.
struct Placeholder {
  std::size_t begin = 0;
  std::size_t end = 0;
};
[[nodiscard]] auto find_documentation_placeholder(std::string_view segment) -> std::optional<Placeholder>;

}  // namespace pinwright::grammar
