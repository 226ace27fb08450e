#include "base/base64.hpp"

#include <array>
#include <cstdint>

#include "base/text.hpp"

namespace pinwright::base {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint8_t kForeign = 0xFF;

constexpr auto make_values() -> std::array<std::uint8_t, 256> {
  std::array<std::uint8_t, 256> values{};
  for (auto& value : values) value = kForeign;
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] = static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr auto kValues = make_values();

/// The sextets of a text without its padding.
struct Sextets {
  std::string values;
  std::size_t padding = 0;
};

auto sextets_of(std::string_view text) -> std::optional<Sextets> {
  Sextets out;
  out.values.reserve(text.size());
  for (const char c : text) {
    if (is_space(c)) continue;
    if (c == '=') {
      ++out.padding;
      continue;
    }
    const auto value = kValues[static_cast<unsigned char>(c)];
    if (value == kForeign || out.padding > 0) return std::nullopt;
    out.values += static_cast<char>(value);
  }
  const bool whole = (out.values.size() + out.padding) % 4 == 0;
  return whole && out.padding <= 2 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

auto base64_encode(std::string_view bytes) -> std::string {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto group = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i) out += i <= group.size() ? kAlphabet[bits >> (18 - 6 * i) & 0x3FU] : '=';
  }
  return out;
}

auto base64_decode(std::string_view text) -> std::optional<std::string> {
  const auto sextets = sextets_of(text);
  if (!sextets) return std::nullopt;
  std::string out;
  out.reserve(sextets->values.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  unsigned held = 0;
  for (const char value : sextets->values) {
    bits = (bits << 6U | static_cast<unsigned char>(value)) & 0xFFFFU;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xFFU);
  }
  const bool bits_left = (bits & ((1U << held) - 1)) != 0;
  return bits_left ? std::nullopt : std::optional(std::move(out));
}

auto base64url_encode(std::string_view bytes) -> std::string {
  auto text = base64_encode(bytes);
  text.erase(text.find_last_not_of('=') + 1);
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

auto base64url_decode(std::string_view text) -> std::optional<std::string> {
  std::string plain(text);
  for (char& c : plain) c = c == '-' ? '+' : c == '_' ? '/' : c;
  plain.append((4 - plain.size() % 4) % 4, '=');
  return base64_decode(plain);
}

}  // namespace pinwright::base
