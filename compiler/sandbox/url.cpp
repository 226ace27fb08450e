#include "sandbox/url.hpp"

#include "base/text.hpp"

namespace pinwright::sandbox {

namespace {

/// The end of the quoted text that begins at `begin`, one behind the closing quote; a doubled quote stands for itself.
auto quoted_end(std::string_view text, std::size_t begin) -> std::size_t {
  for (std::size_t at = begin + 1; at < text.size(); ++at) {
    if (text[at] != '\'') continue;
    if (at + 1 < text.size() && text[at + 1] == '\'') {
      ++at;
    } else {
      return at + 1;
    }
  }
  return text.size();
}

auto unquoted(std::string_view text) -> std::string {
  if (text.size() < 2 || text.front() != '\'' || text.back() != '\'') return std::string(text);
  std::string plain;
  for (std::size_t at = 1; at + 1 < text.size(); ++at) {
    plain += text[at];
    if (text[at] == '\'') ++at;
  }
  return plain;
}

auto parse_arguments(std::string_view text) -> Pairs {
  Pairs arguments;
  std::size_t begin = 0;
  std::size_t equals = std::string_view::npos;
  const auto finish = [&](std::size_t end) {
    const bool named = equals != std::string_view::npos;
    const auto name = named ? base::trimmed(text.substr(begin, equals - begin)) : std::string_view{};
    const auto value_begin = named ? equals + 1 : begin;
    arguments.emplace_back(name, unquoted(base::trimmed(text.substr(value_begin, end - value_begin))));
    begin = end + 1;
    equals = std::string_view::npos;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'')
      at = quoted_end(text, at) - 1;
    else if (text[at] == '=' && equals == std::string_view::npos)
      equals = at;
    else if (text[at] == ',')
      finish(at);
  }
  if (!text.empty()) finish(text.size());
  return arguments;
}

auto parse_segment(std::string_view text) -> Segment {
  const auto open = text.find('(');
  if (open == std::string_view::npos || text.back() != ')') return {std::string(text), {}};
  return {std::string(text.substr(0, open)), parse_arguments(text.substr(open + 1, text.size() - open - 2))};
}

}  // namespace

auto percent_decoded(std::string_view text, bool plus_is_space) -> std::optional<std::string> {
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '+' && plus_is_space) c = ' ';
    if (c == '%') {
      if (at + 2 >= text.size()) return std::nullopt;
      const int high = base::hex_value(text[at + 1]);
      const int low = base::hex_value(text[at + 2]);
      if (high < 0 || low < 0) return std::nullopt;
      c = static_cast<char>(high * 16 + low);
      at += 2;
    }
    if (c == '\0') return std::nullopt;
    plain += c;
  }
  return plain;
}

auto percent_encoded(std::string_view text) -> std::string {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string encoded;
  for (const char c : text) {
    if (base::is_alnum(c) || std::string_view("-._~$(),'").find(c) != std::string_view::npos) {
      encoded += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    encoded += '%';
    encoded += kDigits[byte >> 4U];
    encoded += kDigits[byte & 15U];
  }
  return encoded;
}

auto parse_pairs(std::string_view text) -> std::optional<Pairs> {
  Pairs pairs;
  if (text.empty()) return pairs;
  for (const auto piece : base::split(text, '&')) {
    if (piece.empty()) continue;
    const auto equals = piece.find('=');
    auto name = percent_decoded(piece.substr(0, equals), true);
    auto value =
        percent_decoded(equals == std::string_view::npos ? std::string_view{} : piece.substr(equals + 1), true);
    if (!name || !value) return std::nullopt;
    pairs.emplace_back(*std::move(name), *std::move(value));
  }
  return pairs;
}

auto parse_url(std::string_view target) -> std::optional<Url> {
  target = target.substr(0, target.find('#'));
  const auto mark = target.find('?');
  auto path = percent_decoded(target.substr(0, mark), false);
  auto query = parse_pairs(mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1));
  if (!path || !query) return std::nullopt;
  Url url{*std::move(path), {}, *std::move(query)};
  if (url.path.empty() || url.path.front() != '/') url.path.insert(0, "/");
  // A slash inside a quoted key separates nothing.
  const std::string_view text = url.path;
  std::size_t begin = 1;
  for (std::size_t at = 1; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '\'') at = quoted_end(text, at) - 1;
    if (at < text.size() && text[at] != '/') continue;
    const auto end = at < text.size() ? at : text.size();
    if (end > begin) url.segments.push_back(parse_segment(text.substr(begin, end - begin)));
    begin = end + 1;
  }
  return url;
}

auto find(const Pairs& pairs, std::string_view name) -> const std::string* {
  for (const auto& [key, value] : pairs) {
    if (key == name) return &value;
  }
  return nullptr;
}

auto value_of(const Pairs& pairs, std::string_view name) -> std::string_view {
  const auto* value = find(pairs, name);
  return value == nullptr ? std::string_view{} : std::string_view(*value);
}

}  // namespace pinwright::sandbox
