#include "grammar/oma_uri_canonical.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::grammar {
namespace {

// The byte that an escape at `at` stands for, or nullopt when there is none.
auto escaped_byte(std::string_view text, std::size_t at) -> std::optional<char> {
  if (text[at] != '%' || at + 2 >= text.size()) return std::nullopt;
  const int high = base::hex_value(text[at + 1]);
  const int low = base::hex_value(text[at + 2]);
  if (high < 0 || low < 0) return std::nullopt;
  return static_cast<char>(static_cast<unsigned char>(high * 16 + low));
}

// Decoded, these would make two different paths look equal: `a%2Fb` is one segment, `%2541` is not `%41`.
auto keeps_escape(char c) -> bool { return c == '/' || c == '?' || c == '%'; }

}  // namespace

auto decoded_segment(std::string_view segment) -> std::string {
  if (segment.find('%') == std::string_view::npos) return std::string(segment);
  std::string out;
  out.reserve(segment.size());
  for (std::size_t at = 0; at < segment.size();) {
    const auto byte = escaped_byte(segment, at);
    out += byte.value_or(segment[at]);
    at += byte ? 3U : 1U;
  }
  return out;
}

auto last_segment(std::string_view uri) -> std::string { return decoded_segment(uri.substr(uri.rfind('/') + 1)); }

auto canonical_oma_uri(std::string_view text) -> std::string {
  constexpr std::string_view kVendor = "./vendor/";
  constexpr std::string_view kDevice = "./device";
  const bool is_vendor = base::starts_with_folded(text, kVendor);
  std::string out(text.size() + kDevice.size(), '\0');
  auto end = is_vendor ? std::copy(kDevice.begin(), kDevice.end(), out.begin()) : out.begin();
  for (std::size_t at = is_vendor ? 1 : 0; at < text.size();) {
    const auto byte = escaped_byte(text, at);
    const bool decodes = byte && !keeps_escape(*byte);
    *end++ = base::fold(decodes ? *byte : text[at]);
    at += decodes ? 3U : 1U;
  }
  out.erase(end, out.end());
  return out;
}

}  // namespace pinwright::grammar
