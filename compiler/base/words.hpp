#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace pinwright::base {

/// The enumerator whose word is `text`, where `words` has one for each enumerator in their order; nullopt: none has it.
template <class Enum, std::size_t kSize>
[[nodiscard]] constexpr auto enumerator_of(const std::array<std::string_view, kSize>& words, std::string_view text)
    -> std::optional<Enum> {
  for (std::size_t i = 0; i < kSize; ++i) {
    if (words[i] == text) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

}  // namespace pinwright::base
