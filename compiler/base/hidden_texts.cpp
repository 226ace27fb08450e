#include "base/hidden_texts.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::base {

namespace {

constexpr std::size_t kShortestCut = 6;          // characters that are left of a text that was cut
constexpr std::size_t kShortestBase64 = 8;       // less may stand in any text
constexpr std::size_t kShortestPiece = 8;        // that is left of a text that was cut at both ends
constexpr std::size_t kLongestCutInside = 4096;  // bytes of a text whose pieces are looked for
constexpr int kLevels = 5;                       // of escapes
constexpr std::size_t kLongestEntity = 10;       // "&#x10FFFF;"

/// A text whose escapes were taken away, and the bytes of the original that each of its bytes was spelled with.
struct Spelled {
  std::string text;
  std::vector<std::size_t> begin, end;

  auto add(char byte, std::size_t from, std::size_t to) -> void {
    text += byte;
    begin.push_back(from);
    end.push_back(to);
  }
};

/// What an escape stands for, and its size; nullopt: there is none.
struct Escape {
  std::string bytes;
  std::size_t size = 0;
};

auto number_in(std::string_view digits, unsigned base) -> std::optional<char32_t> {
  constexpr char32_t kLargest = 0x10FFFF;
  if (digits.empty()) return std::nullopt;
  char32_t number = 0;
  for (const char c : digits) {
    const int digit = hex_value(c);
    if (digit < 0 || static_cast<unsigned>(digit) >= base) return std::nullopt;
    number = number * base + static_cast<unsigned>(digit);
    if (number > kLargest) return std::nullopt;
  }
  return number;
}

auto character(char32_t code_point, std::size_t size) -> Escape {
  Escape escape{{}, size};
  append_utf8(escape.bytes, code_point);
  return escape;
}

/// `\uXXXX`, a pair of them for what lies beyond U+FFFF.
auto unicode_escape(std::string_view text) -> std::optional<Escape> {
  constexpr std::size_t kSize = 6;
  const auto unit = [&](std::size_t at) -> std::optional<char32_t> {
    const auto one = text.substr(std::min(at, text.size()), kSize);
    return one.size() == kSize && one.starts_with("\\u") ? number_in(one.substr(2), 16) : std::nullopt;
  };
  const auto high = unit(0);
  if (!high) return std::nullopt;
  const auto low = unit(kSize);
  const bool is_pair = *high >= 0xD800 && *high <= 0xDBFF && low && *low >= 0xDC00 && *low <= 0xDFFF;
  if (!is_pair) return character(*high, kSize);
  return character(0x10000 + ((*high - 0xD800) << 10U) + (*low - 0xDC00), 2 * kSize);
}

auto backslash_escape(std::string_view text) -> std::optional<Escape> {
  constexpr std::string_view kLetters = "\"\\/'bfnrt";
  constexpr std::string_view kMeant = "\"\\/'\b\f\n\r\t";
  if (text.size() < 2) return std::nullopt;
  const auto letter = kLetters.find(text[1]);
  if (letter != std::string_view::npos) return Escape{std::string(1, kMeant[letter]), 2};
  return unicode_escape(text);
}

auto entity(std::string_view text) -> std::optional<Escape> {
  constexpr std::array<std::pair<std::string_view, char>, 5> kNames{std::pair("amp", '&'), std::pair("lt", '<'),
                                                                    std::pair("gt", '>'), std::pair("quot", '"'),
                                                                    std::pair("apos", '\'')};
  const auto end = text.substr(0, kLongestEntity).find(';');
  if (end == std::string_view::npos) return std::nullopt;
  const auto name = text.substr(1, end - 1);
  for (const auto& [known, byte] : kNames) {
    if (name == known) return Escape{std::string(1, byte), end + 1};
  }
  if (!name.starts_with('#')) return std::nullopt;
  const bool is_hex = name.starts_with("#x") || name.starts_with("#X");
  const auto number = is_hex ? number_in(name.substr(2), 16) : number_in(name.substr(1), 10);
  return number ? std::optional(character(*number, end + 1)) : std::nullopt;
}

auto percent_escape(std::string_view text) -> std::optional<Escape> {
  const auto byte = text.size() < 3 ? std::nullopt : number_in(text.substr(1, 2), 16);
  return byte ? std::optional(Escape{std::string(1, static_cast<char>(*byte)), 3}) : std::nullopt;
}

auto escape_at(std::string_view text) -> std::optional<Escape> {
  switch (text.front()) {
    case '\\':
      return backslash_escape(text);
    case '&':
      return entity(text);
    case '%':
      return percent_escape(text);
    default:
      return std::nullopt;
  }
}

/// One level of escapes less; nullopt: there are none.
auto unescaped(const Spelled& spelled) -> std::optional<Spelled> {
  if (spelled.text.find_first_of("\\&%") == std::string::npos) return std::nullopt;
  Spelled out;
  bool found = false;
  for (std::size_t at = 0; at < spelled.text.size();) {
    const auto escape = escape_at(std::string_view(spelled.text).substr(at));
    if (!escape) {
      out.add(spelled.text[at], spelled.begin[at], spelled.end[at]);
      ++at;
      continue;
    }
    found = true;
    for (const char byte : escape->bytes) out.add(byte, spelled.begin[at], spelled.end[at + escape->size - 1]);
    at += escape->size;
  }
  return found ? std::optional(std::move(out)) : std::nullopt;
}

auto as_it_is(std::string_view text) -> Spelled {
  Spelled spelled;
  for (std::size_t at = 0; at < text.size(); ++at) spelled.add(text[at], at, at + 1);
  return spelled;
}

/// base64url has two letters of its own.
auto add_in_letters_of_urls(std::vector<HiddenTexts::Base64Core>& cores) -> void {
  for (std::size_t i = cores.size(); i > 0; --i) {
    auto core = cores[i - 1];
    std::replace(core.text.begin(), core.text.end(), '+', '-');
    std::replace(core.text.begin(), core.text.end(), '/', '_');
    if (core.text != cores[i - 1].text) cores.push_back(std::move(core));
  }
}

/// The characters of base64 that depend on `bytes` alone, when they begin at a byte whose place is 0, 1 or 2 modulo 3.
auto base64_cores(std::string_view bytes) -> std::vector<HiddenTexts::Base64Core> {
  std::vector<HiddenTexts::Base64Core> cores;
  for (std::size_t shift = 0; shift < 3; ++shift) {
    const auto text = base64_encode(std::string(shift, '\0').append(bytes));
    const auto first = (shift * 8 + 5) / 6;
    const auto bits = (shift + bytes.size()) * 8;
    if (bits / 6 < first + kShortestBase64) continue;
    cores.push_back({text.substr(first, bits / 6 - first), shift != 0, bits % 6 != 0});
  }
  add_in_letters_of_urls(cores);
  return cores;
}

auto is_base64(char c) -> bool { return is_alnum(c) || c == '+' || c == '/' || c == '-' || c == '_'; }

/// Bytes of the original, and what stands in their place.
struct Range {
  std::size_t begin = 0, end = 0;
  std::string_view stand_in;
};

class Search {
 public:
  Search(const Spelled& spelled, std::vector<Range>& found) : spelled_(spelled), found_(found) {}

  auto whole(std::string_view text, std::string_view stand_in) -> void {
    for (auto at = next(text, 0); at != std::string::npos; at = next(text, at + text.size()))
      note(at, at + text.size(), stand_in);
  }

  /// With the characters at both ends that hold a part of its bits, and the padding.
  auto base64(const HiddenTexts::Base64Core& core, std::string_view stand_in) -> void {
    const auto& in = spelled_.text;
    for (auto at = next(core.text, 0); at != std::string::npos; at = next(core.text, at + core.text.size())) {
      auto begin = at;
      auto end = at + core.text.size();
      if (core.begins_in_character && begin > 0 && is_base64(in[begin - 1])) --begin;
      if (core.ends_in_character && end < in.size() && is_base64(in[end])) ++end;
      while (end < in.size() && in[end] == '=') ++end;
      note(begin, end, stand_in);
    }
  }

  /// What is left of `text`: its front, as far as it goes, and its end.
  auto cut(std::string_view text, std::string_view stand_in) -> void {
    if (text.size() <= kShortestCut) return;
    const auto& in = spelled_.text;
    const auto front = text.substr(0, kShortestCut);
    for (auto at = next(front, 0); at != std::string::npos; at = next(front, at + 1)) {
      const auto ends = std::mismatch(text.begin(), text.end(), in.begin() + static_cast<std::ptrdiff_t>(at), in.end());
      note(at, at + static_cast<std::size_t>(ends.first - text.begin()), stand_in);
    }
    const auto back = text.substr(text.size() - kShortestCut);
    for (auto at = next(back, 0); at != std::string::npos; at = next(back, at + 1)) {
      const auto end = at + back.size();
      const auto from = std::make_reverse_iterator(in.begin() + static_cast<std::ptrdiff_t>(end));
      const auto ends = std::mismatch(text.rbegin(), text.rend(), from, in.rend());
      note(end - static_cast<std::size_t>(ends.first - text.rbegin()), end, stand_in);
    }
    if (text.size() <= kLongestCutInside) pieces(text, stand_in);
  }

 private:
  /// What a cut at both ends left of `text`.
  auto pieces(std::string_view text, std::string_view stand_in) -> void {
    if (text.size() <= kShortestPiece) return;
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t at = 0; at + kShortestPiece <= text.size(); ++at)
      places.emplace(text.substr(at, kShortestPiece), at);
    const std::string_view in = spelled_.text;
    for (std::size_t at = 0; at + kShortestPiece <= in.size();) {
      const auto found = places.find(in.substr(at, kShortestPiece));
      if (found == places.end()) {
        ++at;
        continue;
      }
      const auto rest = text.substr(found->second);
      const auto ends = std::mismatch(rest.begin(), rest.end(), in.begin() + static_cast<std::ptrdiff_t>(at), in.end());
      const auto end = at + static_cast<std::size_t>(ends.first - rest.begin());
      note(at, end, stand_in);
      at = end;
    }
  }

  [[nodiscard]] auto next(std::string_view text, std::size_t from) const -> std::size_t {
    return spelled_.text.find(text, from);
  }
  auto note(std::size_t begin, std::size_t end, std::string_view stand_in) -> void {
    found_.push_back({spelled_.begin[begin], spelled_.end[end - 1], stand_in});
  }

  const Spelled& spelled_;
  std::vector<Range>& found_;
};

/// Ranges that overlap are one. Of those that begin together the longest says what stands in the place.
auto replaced(std::string_view text, std::vector<Range> ranges) -> std::string {
  std::stable_sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  });
  std::string out;
  std::size_t done = 0;
  for (const auto& range : ranges) {
    if (range.begin >= done) out.append(text.substr(done, range.begin - done)).append(range.stand_in);
    done = std::max(done, range.end);
  }
  return out.append(text.substr(done));
}

}  // namespace

auto HiddenTexts::add(std::string_view text, std::string_view stand_in) -> void {
  if (text.size() < kShortest) return;
  const auto place = std::upper_bound(hidden_.begin(), hidden_.end(), text.size(),
                                      [](std::size_t size, const Hidden& one) { return size > one.text.size(); });
  hidden_.insert(place, {std::string(text), base64_cores(text), std::string(stand_in)});
}

auto HiddenTexts::hidden_in(std::string_view text) const -> std::string {
  if (hidden_.empty() || text.empty()) return std::string(text);
  std::vector<Range> found;
  std::optional<Spelled> spelled = as_it_is(text);
  for (int level = 0; level <= kLevels && spelled; ++level) {
    Search search(*spelled, found);
    for (const auto& one : hidden_) {
      search.whole(one.text, one.stand_in);
      for (const auto& core : one.base64) search.base64(core, one.stand_in);
      if (cut_ == Cut::AtEitherEnd) search.cut(one.text, one.stand_in);
    }
    spelled = unescaped(*spelled);
  }
  return found.empty() ? std::string(text) : replaced(text, std::move(found));
}

}  // namespace pinwright::base
