#include "syntax/scalar_walk.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "syntax/extent.hpp"

namespace pinwright::syntax {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

auto run_of(std::string_view text, char c, std::size_t from) -> std::size_t {
  const std::size_t end = std::min(text.find_first_not_of(c, from), text.size());
  return end > from ? end - from : 0;
}

struct EscapeSizes {
  std::size_t source = 2;
  std::size_t decoded = 1;
};

auto escape_sizes(std::string_view escape) -> EscapeSizes {
  const char kind = escape.size() > 1 ? escape[1] : '\0';
  if (kind == 'N' || kind == '_') return {2, 2};
  if (kind == 'L' || kind == 'P') return {2, 3};
  const std::size_t digits = kind == 'x' ? 2 : kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
  if (digits == 0) return {};
  char32_t value = 0;
  for (const char c : escape.substr(2, digits))
    value = value * 16 + static_cast<char32_t>(std::max(base::hex_value(c), 0));
  std::string bytes;
  base::append_utf8(bytes, value);
  return {2 + digits, bytes.size()};
}

}  // namespace

ScalarWalk::ScalarWalk(std::string_view text, std::size_t begin, std::string_view decoded)
    : text_(text), decoded_(decoded), at_(begin), content_begin_(begin) {
  const char first = begin < text.size() ? text[begin] : '\0';
  if (first == '\'' || first == '"') {
    style_ = first;
    at_ = content_begin_ = begin + 1;
  } else if (first == '|' || first == '>') {
    style_ = first;
    enter_block(begin);
  }
}

auto ScalarWalk::enter_block(std::size_t begin) -> void {
  content_begin_ = std::min(text_.find_first_not_of("+-0123456789", begin + 1), text_.size());
  const std::size_t first_line = begin_of_next_line(text_, content_begin_);
  indent_ = infer_indent(first_line);
  at_ = skip_indent(first_line);
}

/// The first line that is not empty has `indent` spaces more in the source than decoded.
auto ScalarWalk::infer_indent(std::size_t first_line) const -> std::size_t {
  const std::size_t start = decoded_.find_first_not_of('\n');
  if (start == kNone) return 0;
  const std::string_view line = decoded_.substr(start, decoded_.find('\n', start) - start);
  const std::size_t spaces = run_of(line, ' ', 0);
  const bool blank = spaces == line.size();
  for (std::size_t at = first_line; at < text_.size(); at = begin_of_next_line(text_, at)) {
    const std::size_t source_spaces = run_of(text_, ' ', at);
    const bool source_blank = at + source_spaces >= end_of_line(text_, at);
    if (source_blank == blank && source_spaces >= spaces) return source_spaces - spaces;
    if (!source_blank) break;
  }
  return 0;
}

auto ScalarWalk::skip_indent(std::size_t at) const -> std::size_t {
  return at + std::min(run_of(text_, ' ', at), indent_);
}

auto ScalarWalk::next(Piece& piece) -> bool {
  while (done_ < decoded_.size() && at_ < text_.size()) {
    const std::size_t before = at_;
    if (style_ == '|' || style_ == '>' ? next_in_block(piece) : next_in_flow(piece)) return true;
    if (at_ == before) return false;  // the source spells something else
  }
  return false;
}

auto ScalarWalk::take(Piece& piece, std::size_t begin, std::size_t end, std::size_t size) -> bool {
  piece = {done_, std::min(size, decoded_.size() - done_), begin, std::min(end, text_.size())};
  at_ = piece.end;
  done_ += piece.size;
  return piece.size > 0;
}

auto ScalarWalk::take_verbatim(Piece& piece, std::size_t end) -> bool {
  const std::size_t longest = std::min(end - at_, decoded_.size() - done_);
  const auto* const from = text_.data() + at_;
  const auto same = std::mismatch(from, from + longest, decoded_.data() + done_).first - from;
  return take(piece, at_, at_ + static_cast<std::size_t>(same), static_cast<std::size_t>(same));
}

auto ScalarWalk::next_in_block(Piece& piece) -> bool {
  if (!is_break(text_[at_])) return take_verbatim(piece, end_of_line(text_, at_));

  std::size_t breaks = 1;
  std::size_t behind = begin_of_next_line(text_, at_);
  std::size_t content = skip_indent(behind);
  if (style_ == '|') {
    const bool taken = take(piece, at_, behind, decoded_[done_] == '\n' ? 1 : 0);
    at_ = content;
    return taken;
  }
  while (content < text_.size() && is_break(text_[content])) {
    behind = begin_of_next_line(text_, content);
    content = skip_indent(behind);
    ++breaks;
  }
  const std::size_t feeds = std::min(run_of(decoded_, '\n', done_), breaks);
  const bool taken = take(piece, at_, behind, decoded_[done_] == ' ' ? 1 : feeds);
  at_ = content;
  return taken;
}

auto ScalarWalk::end_of_run() const -> std::size_t {
  const std::size_t blanks = std::min(text_.find_first_not_of(" \t", at_), text_.size());
  if (blanks > at_) return blanks;
  const std::string_view special = style_ == '"' ? " \t\r\n\\\"" : style_ == '\'' ? " \t\r\n'" : " \t\r\n";
  return std::min(text_.find_first_of(special, at_), text_.size());
}

auto ScalarWalk::next_in_flow(Piece& piece) -> bool {
  const char c = text_[at_];
  if (style_ == '"' && c == '"') return false;
  if (style_ == '"' && c == '\\') return escape(piece);
  if (style_ == '\'' && c == '\'') return text_.substr(at_, 2) == "''" && take(piece, at_, at_ + 2, 1);
  const std::size_t end = end_of_run();
  const bool folds = is_break(c) || (is_blank(c) && end < text_.size() && is_break(text_[end]));
  return folds ? fold(piece, false) : take_verbatim(piece, end);
}

/// One line break is a space, or nothing behind a backslash; n are n - 1 line feeds.
auto ScalarWalk::fold(Piece& piece, bool escaped) -> bool {
  const std::size_t begin = at_;
  const std::size_t end = std::min(text_.find_first_not_of(" \t\r\n", at_ + (escaped ? 1 : 0)), text_.size());
  const auto breaks = static_cast<std::size_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                                                          text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
  const std::size_t single = !escaped && decoded_[done_] == ' ' ? 1 : 0;
  return take(piece, begin, end, breaks <= 1 ? single : std::min(run_of(decoded_, '\n', done_), breaks - 1));
}

auto ScalarWalk::escape(Piece& piece) -> bool {
  if (at_ + 1 < text_.size() && is_break(text_[at_ + 1])) return fold(piece, true);
  const EscapeSizes sizes = escape_sizes(text_.substr(at_, 10));
  return take(piece, at_, at_ + sizes.source, sizes.decoded);
}

}  // namespace pinwright::syntax
