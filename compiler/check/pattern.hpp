#pragma once

#include <memory>
#include <string_view>

namespace pinwright::check {

/// Whether a text fits a pattern of Microsoft's files.
enum class Fit { Yes, No, Unknown };

/// A compiled pattern. Patterns are ECMAScript in spirit: one without `^` and `$` may match anywhere, and `/…/` round
/// one is no part of it. An empty one, and one that RE2 cannot compile, says nothing of a text: unchecked-node tells of
/// the latter.
class Pattern {
 public:
  enum class State { Usable, Empty, Unsupported, TooLarge };

  explicit Pattern(std::string_view text);
  ~Pattern();
  Pattern(const Pattern&) = delete;  // RE2 cannot be copied
  auto operator=(const Pattern&) -> Pattern& = delete;

  [[nodiscard]] auto state() const -> State;
  [[nodiscard]] auto fits(std::string_view text) const -> Fit;
  /// The same, with nothing in front of the match or behind it.
  [[nodiscard]] auto fits_whole(std::string_view text) const -> Fit;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;  ///< keeps RE2's headers out of this one
};

/// Patterns of a run, each compiled when it is first asked for. For any number of threads.
class PatternCache {
 public:
  PatternCache();
  ~PatternCache();
  PatternCache(const PatternCache&) = delete;  // references to its patterns stay valid
  auto operator=(const PatternCache&) -> PatternCache& = delete;

  [[nodiscard]] auto get(std::string_view pattern) const -> const Pattern&;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

}  // namespace pinwright::check
