#include "syntax/plain_bytes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/utf8.hpp"

namespace pinwright::syntax {
namespace {

constexpr std::size_t kStep = 32;

auto is_visible_or_feed(unsigned char c) -> bool { return (c >= 0x20 && c < 0x7F) || c == '\n'; }

/// Of `kStep` bytes; without a branch, so that the compiler looks at many of them at once.
auto all_visible_or_feed(const char* bytes) -> bool {
  bool are_all = true;
  for (std::size_t i = 0; i < kStep; ++i) are_all &= is_visible_or_feed(static_cast<unsigned char>(bytes[i]));
  return are_all;
}

/// Tabs and CRLF; and the bytes of other characters than ASCII, when there is no break or mark among them.
auto is_plain_at(std::string_view text, std::size_t at) -> bool {
  const auto c = static_cast<unsigned char>(text[at]);
  if (is_visible_or_feed(c) || c == '\t') return true;
  if (c == '\r') return text.substr(at + 1, 1) == "\n";
  constexpr std::array<std::string_view, 4> kOut = {"\xC2\x85", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xEF\xBB\xBF"};
  return c >= 0x80 && std::none_of(kOut.begin(), kOut.end(),
                                   [&](std::string_view out) { return text.compare(at, out.size(), out) == 0; });
}

}  // namespace

auto has_plain_bytes(std::string_view text) -> bool {
  bool is_ascii = true;
  for (std::size_t begin = 0; begin < text.size(); begin += kStep) {
    const std::size_t end = std::min(begin + kStep, text.size());
    if (end - begin == kStep && all_visible_or_feed(text.data() + begin)) continue;
    for (std::size_t at = begin; at < end; ++at) {
      if (!is_plain_at(text, at)) return false;
      is_ascii = is_ascii && static_cast<unsigned char>(text[at]) < 0x80;
    }
  }
  return is_ascii || !base::find_invalid_utf8(text);
}

}  // namespace pinwright::syntax
