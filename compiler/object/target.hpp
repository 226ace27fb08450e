#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pinwright::object {

/// What of Intune a policy becomes. What differs between targets stands in its codec (object/codec/codec.hpp), and only
/// codecs ask which one it is.
enum class Target : std::uint8_t { Custom, SettingsCatalog };

/// Of `target` in the files, and of index.json; in the order of the enumeration.
inline constexpr std::array<std::string_view, 2> kTargetWords{"custom", "settingsCatalog"};
[[nodiscard]] constexpr auto word(Target target) -> std::string_view {
  return kTargetWords.at(static_cast<std::size_t>(target));
}
[[nodiscard]] constexpr auto target_from_word(std::string_view text) -> std::optional<Target> {
  for (std::size_t i = 0; i < kTargetWords.size(); ++i) {
    if (kTargetWords.at(i) == text) return static_cast<Target>(i);
  }
  return std::nullopt;
}

}  // namespace pinwright::object
