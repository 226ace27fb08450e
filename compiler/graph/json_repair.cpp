#include "graph/json_repair.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "base/limits.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"

namespace pinwright::graph {

namespace {

constexpr std::string_view kReplacement = "\\ufffd";
constexpr std::size_t kHexDigits = 4;
constexpr std::size_t kDepth = base::kJsonDepth - 1;  // what stands in the place of the rest is a level too

auto is_high_surrogate(unsigned unit) -> bool { return unit >= 0xD800 && unit <= 0xDBFF; }
auto is_low_surrogate(unsigned unit) -> bool { return unit >= 0xDC00 && unit <= 0xDFFF; }

auto is_number(std::string_view token) -> bool {
  const bool begins_so = base::is_digit(token.front()) || token.front() == '-';
  const auto value = begins_so ? base::to_double(token) : std::nullopt;
  return value && std::isfinite(*value);
}

class JsonRepair {
 public:
  explicit JsonRepair(std::string_view text) : text_(text) { out_.reserve(text.size()); }

  auto run() -> std::string {
    while (at_ < text_.size()) step();
    return std::move(out_);
  }

 private:
  auto step() -> void {
    const char c = text_[at_];
    if (c == '"') return string();
    if (c == '{' || c == '[') return open();
    if (c == '}' || c == ']') return close();
    if (base::is_space(c) || c == ',' || c == ':') return keep(text_.substr(at_++, 1));
    word();
  }

  auto open() -> void {
    if (depth_++ == kDepth) out_ += "{}";
    keep(text_.substr(at_++, 1));
  }
  auto close() -> void {
    keep(text_.substr(at_++, 1));
    if (depth_ > 0) --depth_;
  }

  /// What stands too deep is left out.
  auto keep(std::string_view piece) -> void {
    if (depth_ <= kDepth) out_ += piece;
  }

  auto word() -> void {
    const auto end = std::min(text_.find_first_of(",:[]{}\" \t\r\n", at_), text_.size());
    const auto token = text_.substr(at_, end - at_);
    at_ = end;
    if (token == "true" || token == "false" || token == "null" || is_number(token)) return keep(token);
    keep("\"");
    for (std::size_t i = 0; i < token.size();) i += character(token, i);
    keep("\"");
  }

  auto string() -> void {
    keep("\"");
    ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? escape() : character(text_, at_);
    if (at_ == text_.size()) return;
    keep("\"");
    ++at_;
  }

  /// The character at `at`, which is no escape; how many bytes it had.
  auto character(std::string_view text, std::size_t at) -> std::size_t {
    const auto point = base::code_point_at(text, at);
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20) {
      keep(fmt::format("\\u{:04x}", byte));
    } else if (base::find_invalid_utf8(text.substr(at, point.size))) {
      keep(kReplacement);
    } else {
      keep(text.substr(at, point.size));
    }
    return point.size;
  }

  /// The escape at at_; how many bytes it had.
  auto escape() -> std::size_t {
    constexpr std::string_view kShort = "\"\\/bfnrt";
    if (at_ + 1 >= text_.size()) return 1;
    if (kShort.find(text_[at_ + 1]) != std::string_view::npos) {
      keep(text_.substr(at_, 2));
      return 2;
    }
    const auto unit = unit_at(at_);
    if (!unit) {
      keep("\\\\");
      return 1;
    }
    constexpr std::size_t kSize = kHexDigits + 2;
    const auto next = is_high_surrogate(*unit) ? unit_at(at_ + kSize) : std::nullopt;
    if (next && is_low_surrogate(*next)) {
      keep(text_.substr(at_, 2 * kSize));
      return 2 * kSize;
    }
    const bool is_half = is_high_surrogate(*unit) || is_low_surrogate(*unit);
    keep(is_half ? kReplacement : text_.substr(at_, kSize));
    return kSize;
  }

  /// Of `\uXXXX`.
  [[nodiscard]] auto unit_at(std::size_t at) const -> std::optional<unsigned> {
    const auto text = text_.substr(std::min(at, text_.size()), kHexDigits + 2);
    if (text.size() != kHexDigits + 2 || !text.starts_with("\\u")) return std::nullopt;
    unsigned unit = 0;
    for (const char c : text.substr(2)) {
      const int digit = base::hex_value(c);
      if (digit < 0) return std::nullopt;
      unit = unit * 16 + static_cast<unsigned>(digit);
    }
    return unit;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

auto repaired_json(std::string_view text) -> std::string { return JsonRepair(text).run(); }

}  // namespace pinwright::graph
