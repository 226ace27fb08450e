#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pinwright::driver {

/// The text of a value's file, as UTF-8 with LF and without byte order mark. UTF-16 with its mark is converted, and so
/// is XML in a single-byte encoding that it declares; a declaration then says UTF-8, as what is sent is, and so it does
/// where UTF-8 declares UTF-16, as the StringWriter of .NET has it. nullopt: no text.
[[nodiscard]] auto value_text(std::string_view bytes) -> std::optional<std::string>;

}  // namespace pinwright::driver
