#pragma once

#include <string_view>

#include "lower/fill.hpp"

namespace pinwright::lower {

/// What a tenant calls a group or filter: the `displayName` that it binds to the key, else that of the definition.
/// `section` is `groups` or `filters`. A text that cannot be filled was reported: its template stands in.
[[nodiscard]] auto bound_name(const Filler& filler, std::string_view section, std::string_view key,
                              const model::Text& defined) -> Filled;

}  // namespace pinwright::lower
