#include "check/pattern.hpp"

#include <re2/re2.h>

#include <mutex>
#include <string>
#include <unordered_map>

namespace pinwright::check {

namespace {

auto without_slashes(std::string_view pattern) -> std::string_view {
  const bool wrapped = pattern.size() > 2 && pattern.front() == '/' && pattern.back() == '/';
  return wrapped ? pattern.substr(1, pattern.size() - 2) : pattern;
}

auto to_piece(std::string_view text) -> re2::StringPiece { return {text.data(), text.size()}; }

auto options() -> RE2::Options {
  RE2::Options options;
  options.set_log_errors(false);
  return options;
}

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view text)
      : is_empty(text.empty()), expression(to_piece(without_slashes(text)), options()) {}

  [[nodiscard]] auto match(std::string_view text, RE2::Anchor anchor) const -> Fit {
    if (is_empty || !expression.ok()) return Fit::Unknown;
    return expression.Match(to_piece(text), 0, text.size(), anchor, nullptr, 0) ? Fit::Yes : Fit::No;
  }

  bool is_empty;
  RE2 expression;
};

Pattern::Pattern(std::string_view text) : compiled_(std::make_unique<Compiled>(text)) {}
Pattern::~Pattern() = default;

auto Pattern::state() const -> State {
  if (compiled_->is_empty) return State::Empty;
  if (compiled_->expression.ok()) return State::Usable;
  const auto code = compiled_->expression.error_code();
  const bool too_large = code == RE2::ErrorPatternTooLarge || code == RE2::ErrorRepeatSize;
  return too_large ? State::TooLarge : State::Unsupported;
}

auto Pattern::fits(std::string_view text) const -> Fit { return compiled_->match(text, RE2::UNANCHORED); }
auto Pattern::fits_whole(std::string_view text) const -> Fit { return compiled_->match(text, RE2::ANCHOR_BOTH); }

struct PatternCache::Store {
  std::mutex mutex;
  std::unordered_map<std::string, Pattern> patterns;
};

PatternCache::PatternCache() : store_(std::make_unique<Store>()) {}
PatternCache::~PatternCache() = default;

auto PatternCache::get(std::string_view pattern) const -> const Pattern& {
  const std::lock_guard lock(store_->mutex);
  return store_->patterns.try_emplace(std::string(pattern), pattern).first->second;
}

}  // namespace pinwright::check
