#include "base/sha1.hpp"

#include <array>
#include <bit>
#include <cstdint>

namespace pinwright::base {

namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kRounds = 80;
using State = std::array<std::uint32_t, 5>;

/// The bytes, a one bit, zeros, and the number of bits in eight bytes: whole blocks.
auto padded(std::string_view bytes) -> std::string {
  std::string out(bytes);
  out += '\x80';
  while (out.size() % kBlock != kBlock - sizeof(std::uint64_t)) out += '\0';
  const auto bits = static_cast<std::uint64_t>(bytes.size()) * 8;
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(bits >> static_cast<unsigned>(shift) & 0xFFU);
  return out;
}

auto schedule(std::string_view block) -> std::array<std::uint32_t, kRounds> {
  std::array<std::uint32_t, kRounds> words{};
  for (std::size_t i = 0; i < kBlock; ++i)
    words.at(i / 4) = words.at(i / 4) << 8U | static_cast<unsigned char>(block[i]);
  for (std::size_t i = 16; i < kRounds; ++i)
    words.at(i) = std::rotl(words.at(i - 3) ^ words.at(i - 8) ^ words.at(i - 14) ^ words.at(i - 16), 1);
  return words;
}

/// The function and the constant of a round.
auto mixed(std::size_t round, const State& s) -> std::uint32_t {
  if (round < 20) return ((s[1] & s[2]) | (~s[1] & s[3])) + 0x5A827999U;
  if (round < 40) return (s[1] ^ s[2] ^ s[3]) + 0x6ED9EBA1U;
  if (round < 60) return ((s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])) + 0x8F1BBCDCU;
  return (s[1] ^ s[2] ^ s[3]) + 0xCA62C1D6U;
}

auto take_block(State& state, std::string_view block) -> void {
  const auto words = schedule(block);
  State s = state;
  for (std::size_t round = 0; round < kRounds; ++round) {
    const auto next = std::rotl(s[0], 5) + mixed(round, s) + s[4] + words.at(round);
    s = {next, s[0], std::rotl(s[1], 30), s[2], s[3]};
  }
  for (std::size_t i = 0; i < state.size(); ++i) state.at(i) += s.at(i);
}

}  // namespace

auto sha1(std::string_view bytes) -> std::string {
  State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
  const auto message = padded(bytes);
  for (std::size_t at = 0; at < message.size(); at += kBlock)
    take_block(state, std::string_view(message).substr(at, kBlock));
  std::string out;
  for (const auto word : state) {
    for (unsigned shift = 32; shift > 0; shift -= 8) out += static_cast<char>(word >> (shift - 8) & 0xFFU);
  }
  return out;
}

}  // namespace pinwright::base
