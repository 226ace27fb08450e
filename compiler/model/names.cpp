#include "model/names.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace pinwright::model {

namespace {

constexpr std::array<std::string_view, 4> kReserved = {"allDevices", "allUsers", "all", "none"};
constexpr std::array<std::string_view, 4> kDevices = {"con", "prn", "aux", "nul"};

auto is_device_name(std::string_view text) -> bool {
  const auto same = [&](std::string_view device) { return base::equal_folded(text, device); };
  if (std::any_of(kDevices.begin(), kDevices.end(), same)) return true;
  return text.size() == 4 && text[3] >= '1' && text[3] <= '9' &&
         (base::starts_with_folded(text, "com") || base::starts_with_folded(text, "lpt"));
}

auto is_name_character(char c) -> bool { return base::is_alnum(c) || c == '_' || c == '-'; }

/// The first character that no name has, all of its bytes; empty: there is none.
auto first_other_character(std::string_view text) -> std::string_view {
  const auto is_continuation = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; };
  const auto* begin = std::find_if_not(text.begin(), text.end(), is_name_character);
  if (begin == text.end()) return {};
  const auto* end = std::find_if_not(begin + 1, text.end(), is_continuation);
  return {begin, static_cast<std::size_t>(end - begin)};
}

}  // namespace

auto name_problem(std::string_view text) -> std::string {
  if (text.empty()) return "it is empty";
  if (text.size() > 63) return "it is longer than 63 characters";
  if (!base::is_alnum(text[0])) return "it starts with neither letter nor digit";
  if (const auto bad = first_other_character(text); !bad.empty())
    return fmt::format("it holds {}, and a name has letters, digits, `-` and `_` only", base::quoted(bad));
  if (is_device_name(text)) return "Windows reserves it for a device";
  const auto same = [&](std::string_view word) { return base::equal_folded(text, word); };
  if (std::any_of(kReserved.begin(), kReserved.end(), same)) return "the language reserves it";
  return {};
}

}  // namespace pinwright::model
