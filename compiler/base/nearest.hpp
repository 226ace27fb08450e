#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace pinwright::base {

/// The candidate that a writer of `word` most likely meant, or nullopt when none is near: Damerau-Levenshtein over
/// folded letters, at most a third of the longer word and at most 4 edits; a difference in case or in `-`/`_` alone is
/// nearest, and a part that is written twice counts as one edit. Ties go to the earlier candidate. Linear in the
/// candidates.
[[nodiscard]] auto nearest(std::string_view word, std::span<const std::string_view> candidates)
    -> std::optional<std::string_view>;

/// nearest() for many words among many names, until it has compared kMostCompared of them: for more no name is near.
/// Ten thousand misspelt names of ten thousand are a mistake that no list of suggestions tells better.
class BoundedNearest {
 public:
  static constexpr std::size_t kMostCompared = 5'000'000;
  [[nodiscard]] auto operator()(std::string_view word, std::span<const std::string_view> candidates)
      -> std::optional<std::string_view>;

 private:
  std::size_t compared_ = 0;
};

}  // namespace pinwright::base
