#pragma once

#include <string>
#include <string_view>

namespace pinwright::sandbox {

/// A random GUID (RFC 4122 version 4), lower case.
[[nodiscard]] auto new_guid() -> std::string;
/// 8-4-4-4-12 hexadecimal digits in any letter case.
[[nodiscard]] auto is_guid(std::string_view text) -> bool;

inline constexpr std::string_view kZeroGuid = "00000000-0000-0000-0000-000000000000";

/// Random bytes of the operating system's generator.
[[nodiscard]] auto random_bytes(std::size_t count) -> std::string;

}  // namespace pinwright::sandbox
