#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace pinwright::cli {

/// Words that somebody may type in a place, in the order of help.
using Words = std::span<const std::string_view>;

/// An option as people see it. A row in a command's table is all there is to it: parsing, `--help`, completion and the
/// reference page are made from it.
struct Option {
  std::string_view name;  ///< "output", without dashes
  /// Name of its value in help ("FORMAT[=FILE]"); empty: a switch. In brackets it may stay away ("[=KEY]"), and
  /// stands behind `=` where it does not.
  std::string_view value;
  std::string_view help;  ///< `{}` in it stands for the words: see help_of()
  bool repeatable = false;
  std::string_view initial = {};  ///< default value, shown in help
  Words words = {};               ///< what the value can be; none: a file, or any text

  [[nodiscard]] constexpr auto may_lack_value() const -> bool { return value.starts_with('['); }
};

/// What help says of an option: "auto, always or never; NO_COLOR …".
[[nodiscard]] auto help_of(const Option& option) -> std::string;

/// A table of groups, in their order.
template <std::size_t... Counts>
[[nodiscard]] constexpr auto joined(const std::array<Option, Counts>&... groups) -> std::array<Option, (Counts + ...)> {
  std::array<Option, (Counts + ...)> all{};
  auto at = all.begin();
  ((at = std::copy(groups.begin(), groups.end(), at)), ...);
  return all;
}

/// The digits of a number and its unit, for `initial`: a default is said once, as the number that it is.
template <std::uint64_t Number, char... Unit>
class NumberText {
 public:
  [[nodiscard]] static constexpr auto view() -> std::string_view { return {kChars.data(), kChars.size()}; }

 private:
  static constexpr auto kDigits = [] {
    std::size_t digits = 1;
    for (auto rest = Number; rest >= 10; rest /= 10) ++digits;
    return digits;
  }();
  static constexpr auto kChars = [] {
    std::array<char, kDigits + sizeof...(Unit)> chars{};
    auto rest = Number;
    for (std::size_t at = kDigits; at-- > 0; rest /= 10) chars[at] = static_cast<char>('0' + rest % 10);
    std::size_t at = kDigits;
    ((chars[at++] = Unit), ...);
    return chars;
  }();
};

}  // namespace pinwright::cli
