#include "syntax/extent.hpp"

#include <algorithm>

#include "syntax/scalar_walk.hpp"

namespace pinwright::syntax {
namespace {

auto end_of_single_quoted(std::string_view text, std::size_t at) -> std::size_t {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] != '\'') continue;
    if (i + 1 < text.size() && text[i + 1] == '\'') {
      ++i;
    } else {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

auto end_of_double_quoted(std::string_view text, std::size_t at) -> std::size_t {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::string_view::npos;
}

auto end_of_walk(std::string_view text, std::size_t at, std::string_view decoded) -> std::size_t {
  ScalarWalk walk(text, at, decoded);
  std::size_t end = walk.content_begin();
  for (Piece piece; walk.next(piece);) end = piece.end;
  return end;
}

}  // namespace

auto skip_filler(std::string_view text, std::size_t at) -> std::size_t {
  while (at < text.size()) {
    if (is_blank(text[at]) || is_break(text[at])) {
      ++at;
    } else if (text[at] == '#') {
      at = end_of_line(text, at);
    } else {
      break;
    }
  }
  return at;
}

auto end_of_property(std::string_view text, std::size_t at) -> std::size_t {
  if (text.substr(at, 2) == "!<") {
    const std::size_t close = text.find('>', at);
    if (close != std::string_view::npos) return close + 1;
  }
  std::size_t end = at + 1;
  while (end < text.size() && !is_blank(text[end]) && !is_break(text[end]) && !is_flow_mark(text[end])) ++end;
  return std::min(end, text.size());
}

auto end_of_scalar(std::string_view text, std::size_t at, std::string_view decoded) -> std::size_t {
  if (at >= text.size()) return text.size();
  switch (text[at]) {
    case '\'':
      return end_of_single_quoted(text, at);
    case '"':
      return end_of_double_quoted(text, at);
    case '|':
    case '>':
      return end_of_walk(text, at, decoded.substr(0, decoded.find_last_not_of('\n') + 1));
    default:
      // On one line the decoded text is the source; a folded one differs at its first line break.
      if (text.compare(at, decoded.size(), decoded) == 0) return at + decoded.size();
      return end_of_walk(text, at, decoded);
  }
}

auto null_word_at(std::string_view text, std::size_t at) -> std::size_t {
  for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
    if (text.substr(at, word.size()) != word) continue;
    const std::size_t end = at + word.size();
    const bool ends = end >= text.size() || is_blank(text[end]) || is_break(text[end]) || is_flow_mark(text[end]) ||
                      text[end] == ':' || text[end] == '?';
    return ends ? word.size() : 0;
  }
  return 0;
}

auto begin_of_line(std::string_view text, std::size_t at) -> std::size_t {
  if (at == 0) return 0;
  const std::size_t before = text.rfind('\n', at - 1);
  return before == std::string_view::npos ? 0 : before + 1;
}

auto end_of_line(std::string_view text, std::size_t at) -> std::size_t {
  return std::min(text.find_first_of("\r\n", at), text.size());
}

auto begin_of_next_line(std::string_view text, std::size_t at) -> std::size_t {
  const std::size_t feed = text.find('\n', at);
  return feed == std::string_view::npos ? text.size() : feed + 1;
}

}  // namespace pinwright::syntax
