#include "syntax/plain_scalars.hpp"

#include <algorithm>
#include <array>

#include "base/byte_finder.hpp"
#include "syntax/extent.hpp"

namespace pinwright::syntax {
namespace {

/// A set of bytes, looked up in one step.
class ByteSet {
 public:
  explicit constexpr ByteSet(std::string_view bytes) {
    for (const char c : bytes) holds_[static_cast<unsigned char>(c)] = true;
  }
  [[nodiscard]] constexpr auto holds(char c) const -> bool { return holds_[static_cast<unsigned char>(c)]; }
  /// The first byte of the set at or behind `at`, else the size of `text`.
  [[nodiscard]] auto find(std::string_view text, std::size_t at) const -> std::size_t {
    while (at < text.size() && !holds(text[at])) ++at;
    return at;
  }

 private:
  std::array<bool, 256> holds_{};
};

constexpr ByteSet kNoPlainStart(" \t\r\n,[]{}#&*!|>'\"%@`?:");
constexpr ByteSet kMarksOfBlock("\t\r\n:#");
constexpr ByteSet kMarksOfFlow("\t\r\n:#?,[]{}");

// Quoted texts may be long.
constexpr base::ByteFinder<3> kMarksOfSingle(0, {'\'', '\r', '\n'});
constexpr base::ByteFinder<4> kMarksOfDouble(0, {'"', '\\', '\r', '\n'});

auto starts_plain(std::string_view text, std::size_t at) -> bool {
  if (at >= text.size() || kNoPlainStart.holds(text[at])) return false;
  return text[at] != '-' || !is_gap(text, at + 1);
}

auto plain_scalar(std::string_view text, std::size_t begin, std::size_t end) -> PlainScalar {
  while (text[end - 1] == ' ') --end;
  return {Style::Plain, end, std::string(text.substr(begin, end - begin))};
}

auto scan_plain_in_block(std::string_view text, std::size_t begin) -> std::optional<PlainScalar> {
  if (!starts_plain(text, begin)) return std::nullopt;
  for (std::size_t at = kMarksOfBlock.find(text, begin);; at = kMarksOfBlock.find(text, at + 1)) {
    if (is_line_end(text, at)) return plain_scalar(text, begin, at);
    if (text[at] == '\t') return std::nullopt;
    const bool ends = text[at] == ':' ? is_gap(text, at + 1) : text[at - 1] == ' ';
    if (ends) return plain_scalar(text, begin, at);
  }
}

auto scan_plain_in_flow(std::string_view text, std::size_t begin) -> std::optional<PlainScalar> {
  if (!starts_plain(text, begin)) return std::nullopt;
  if (text[begin] == '-' && is_flow_mark(text[begin + 1])) return std::nullopt;
  for (std::size_t at = kMarksOfFlow.find(text, begin); at + 1 < text.size(); at = kMarksOfFlow.find(text, at + 1)) {
    const char c = text[at];
    if (c == ',' || c == ']' || c == '}') return plain_scalar(text, begin, at);
    if (c == ':' && text[at + 1] == ' ') return plain_scalar(text, begin, at);
    const bool is_text =
        c == ':' ? !is_gap(text, at + 1) && !is_flow_mark(text[at + 1]) : c == '#' && text[at - 1] != ' ';
    if (!is_text) return std::nullopt;
  }
  return std::nullopt;  // the bracket is not closed on this line, or it is the last byte
}

auto scan_single_quoted(std::string_view text, std::size_t begin) -> std::optional<PlainScalar> {
  PlainScalar scalar{Style::SingleQuoted, 0, {}};
  for (std::size_t from = begin + 1;; ++from) {
    const std::size_t quote = kMarksOfSingle.find(text, from);
    if (is_line_end(text, quote)) return std::nullopt;
    scalar.text.append(text, from, quote - from);
    scalar.end = from = quote + 1;
    if (from >= text.size() || text[from] != '\'') return scalar;
    scalar.text += '\'';
  }
}

/// What a backslash before `c` makes of it; 0 when the full reader has to say.
auto unescaped(char c) -> char {
  switch (c) {
    case '\\':
    case '"':
    case '/':
      return c;
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

auto scan_double_quoted(std::string_view text, std::size_t begin) -> std::optional<PlainScalar> {
  PlainScalar scalar{Style::DoubleQuoted, 0, {}};
  for (std::size_t from = begin + 1;;) {
    const std::size_t mark = kMarksOfDouble.find(text, from);
    if (is_line_end(text, mark)) return std::nullopt;
    scalar.text.append(text, from, mark - from);
    scalar.end = from = mark + 1;
    if (text[mark] == '"') return scalar;
    const char c = from < text.size() ? unescaped(text[from]) : '\0';
    if (c == '\0') return std::nullopt;
    scalar.text += c;
    ++from;
  }
}

/// The lines of a literal, from the first that holds content.
class LiteralLines {
 public:
  LiteralLines(std::string_view text, std::size_t first_line) : text_(text), line_(first_line) {
    constexpr std::size_t kUsual = 1024;
    content_.reserve(std::min(text.size() - first_line, kUsual));
  }

  /// False when there is no content, or when the lines before it leave its indentation in doubt.
  auto find_indent(std::size_t least) -> bool {
    std::size_t widest_blank = 0;
    for (; line_ < text_.size(); line_ = begin_of_next_line(text_, line_)) {
      const std::size_t first = skip_spaces(text_, line_);
      indent_ = first - line_;
      if (!is_line_end(text_, first)) return indent_ >= least && indent_ >= widest_blank;
      widest_blank = std::max(widest_blank, indent_);
      content_ += '\n';
    }
    return false;
  }

  /// False when a tab stands where spaces have to indent, or when the last line has no end: YAML's authors give it a
  /// line feed, yaml-cpp does not.
  auto take() -> bool {
    while (line_ < text_.size()) {
      const std::size_t first = std::min(skip_spaces(text_, line_), line_ + indent_);
      const bool is_indented = first - line_ == indent_;
      if (!is_indented && !is_line_end(text_, first)) return text_[first] != '\t';
      const std::size_t feed = text_.find('\n', first);
      if (feed == std::string_view::npos) return false;
      const std::size_t end = feed > first && text_[feed - 1] == '\r' ? feed - 1 : feed;
      if (end > first) content_end_ = end;
      content_.append(text_, first, end - first) += '\n';
      line_ = feed + 1;
    }
    return true;
  }

  auto literal(char chomping) -> PlainLiteral {
    if (chomping != '+') {
      const std::size_t size = content_.find_last_not_of('\n') + 1;
      content_.resize(std::min(content_.size(), chomping == '-' ? size : size + 1));
    }
    return {{Style::Literal, content_end_, std::move(content_)}, line_};
  }

 private:
  std::string_view text_;
  std::size_t line_;
  std::size_t indent_ = 0;
  std::size_t content_end_ = 0;
  std::string content_;
};

/// Whether nothing but spaces and a comment stands there.
auto is_filler_to_line_end(std::string_view text, std::size_t at) -> bool {
  const std::size_t next = skip_spaces(text, at);
  return is_line_end(text, next) || (next > at && text[next] == '#');
}

}  // namespace

auto scan_block_scalar(std::string_view text, std::size_t at) -> std::optional<PlainScalar> {
  if (at < text.size() && text[at] == '"') return scan_double_quoted(text, at);
  if (at < text.size() && text[at] == '\'') return scan_single_quoted(text, at);
  return scan_plain_in_block(text, at);
}

auto scan_flow_scalar(std::string_view text, std::size_t at) -> std::optional<PlainScalar> {
  if (at < text.size() && text[at] == '"') return scan_double_quoted(text, at);
  if (at < text.size() && text[at] == '\'') return scan_single_quoted(text, at);
  return scan_plain_in_flow(text, at);
}

auto scan_literal(std::string_view text, std::size_t at, std::size_t parent_column) -> std::optional<PlainLiteral> {
  char chomping = ' ';
  std::size_t behind = at + 1;
  if (behind < text.size() && (text[behind] == '-' || text[behind] == '+')) chomping = text[behind++];
  if (!is_filler_to_line_end(text, behind)) return std::nullopt;
  LiteralLines lines(text, begin_of_next_line(text, behind));
  if (!lines.find_indent(parent_column + 1) || !lines.take()) return std::nullopt;
  return lines.literal(chomping);
}

}  // namespace pinwright::syntax
