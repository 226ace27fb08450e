#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace pinwright::base {

/// Finds bytes in long texts: those below `least`, and each of `marks`. It looks at many at once where the compiler can
/// (clang does), so there is no branch and no table in its inner loop.
template <std::size_t N>
class ByteFinder {
 public:
  constexpr ByteFinder(unsigned char least, const std::array<unsigned char, N>& marks) : marks_(marks), least_(least) {}

  /// The first such byte at or behind `at`, else the size of `text`.
  [[nodiscard]] auto find(std::string_view text, std::size_t at) const -> std::size_t {
    constexpr std::size_t kStep = 32;
    for (; at + kStep <= text.size(); at += kStep) {
      const char* bytes = text.data() + at;
      bool is_here = false;
      for (std::size_t i = 0; i < kStep; ++i) is_here |= is_wanted(bytes[i]);
      if (is_here) break;
    }
    while (at < text.size() && !is_wanted(text[at])) ++at;
    return at;
  }

 private:
  [[nodiscard]] auto is_wanted(char c) const -> bool {
    const auto byte = static_cast<unsigned char>(c);
    bool wanted = byte < least_;
    for (const auto mark : marks_) wanted |= byte == mark;
    return wanted;
  }

  std::array<unsigned char, N> marks_;
  unsigned char least_;
};

}  // namespace pinwright::base
