#include "check/pattern.hpp"

#include <re2/re2.h>

namespace pinwright::check {

namespace {

auto without_slashes(std::string_view pattern) -> std::string_view {
  const bool wrapped = pattern.size() > 2 && pattern.front() == '/' && pattern.back() == '/';
  return wrapped ? pattern.substr(1, pattern.size() - 2) : pattern;
}

auto to_piece(std::string_view text) -> re2::StringPiece { return {text.data(), text.size()}; }

auto match(std::string_view pattern, std::string_view text, RE2::Anchor anchor) -> Fit {
  if (pattern.empty()) return Fit::Unknown;
  RE2::Options options;
  options.set_log_errors(false);
  const RE2 expression(to_piece(without_slashes(pattern)), options);
  if (!expression.ok()) return Fit::Unknown;
  const bool fits = expression.Match(to_piece(text), 0, text.size(), anchor, nullptr, 0);
  return fits ? Fit::Yes : Fit::No;
}

}  // namespace

auto fits(std::string_view pattern, std::string_view text) -> Fit { return match(pattern, text, RE2::UNANCHORED); }
auto fits_whole(std::string_view pattern, std::string_view text) -> Fit {
  return match(pattern, text, RE2::ANCHOR_BOTH);
}

}  // namespace pinwright::check
