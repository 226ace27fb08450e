#include "base/nearest.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"

namespace pinwright::base {
namespace {

constexpr std::size_t kMostEdits = 4;

auto is_joiner(char c) -> bool { return c == '-' || c == '_'; }

auto differs_only_in_style(std::string_view a, std::string_view b) -> bool {
  auto left = a.begin();
  auto right = b.begin();
  while (true) {
    left = std::find_if_not(left, a.end(), is_joiner);
    right = std::find_if_not(right, b.end(), is_joiner);
    if (left == a.end() || right == b.end()) return left == a.end() && right == b.end();
    if (fold(*left++) != fold(*right++)) return false;
  }
}

/// `AuditAuditPolicyChange` for `AuditPolicyChange`: a part of it is written twice.
auto repeats_a_part(std::string_view word, std::string_view candidate) -> bool {
  if (word.size() <= candidate.size()) return false;
  const auto extra = word.size() - candidate.size();
  std::size_t front = 0;
  while (front < candidate.size() && fold(word[front]) == fold(candidate[front])) ++front;
  if (!equal_folded(word.substr(front + extra), candidate.substr(front))) return false;
  return front >= extra && equal_folded(word.substr(front, extra), word.substr(front - extra, extra));
}

/// `policy` for `policies`, which is three edits.
auto is_singular_of(std::string_view word, std::string_view candidate) -> bool {
  constexpr std::string_view kPlural = "ies";
  if (!candidate.ends_with(kPlural) || word.size() + 2 != candidate.size()) return false;
  return fold(word.back()) == 'y' &&
         equal_folded(word.substr(0, word.size() - 1), candidate.substr(0, candidate.size() - kPlural.size()));
}

/// Edit distances of a word to candidates. Only cells within `limit` of the diagonal are computed, so a candidate costs
/// its length times a constant.
class Distance {
 public:
  explicit Distance(std::string_view word) : word_(folded(word)) {}

  /// Adjacent letters swapped count as one edit. `limit + 1` stands for every distance above `limit`.
  auto to(std::string_view candidate, std::size_t limit) -> std::size_t {
    const auto gap = std::max(word_.size(), candidate.size()) - std::min(word_.size(), candidate.size());
    if (gap > limit) return limit + 1;
    for (auto& row : rows_) row.assign(candidate.size() + 1, limit + 1);
    for (std::size_t j = 0; j <= std::min(limit, candidate.size()); ++j) rows_[1][j] = j;
    for (std::size_t i = 1; i <= word_.size(); ++i) {
      if (!next_row(candidate, i, limit)) return limit + 1;
    }
    return std::min(rows_[1][candidate.size()], limit + 1);
  }

 private:
  /// Fills row i from the two before it; false when no cell of it is within the limit.
  auto next_row(std::string_view candidate, std::size_t i, std::size_t limit) -> bool {
    auto& [before, last, row] = rows_;
    std::fill(row.begin(), row.end(), limit + 1);
    if (i <= limit) row[0] = i;
    std::size_t least = row[0];
    for (std::size_t j = i > limit ? i - limit : 1; j <= std::min(i + limit, candidate.size()); ++j) {
      const bool same = word_[i - 1] == fold(candidate[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped =
          i > 1 && j > 1 && word_[i - 1] == fold(candidate[j - 2]) && word_[i - 2] == fold(candidate[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    std::swap(before, last);
    std::swap(last, row);
    return least <= limit;
  }

  std::string word_;
  std::array<std::vector<std::size_t>, 3> rows_;  // of i - 2, of i - 1, and the one being filled
};

}  // namespace

auto nearest(std::string_view word, std::span<const std::string_view> candidates) -> std::optional<std::string_view> {
  Distance distance(word);
  std::optional<std::string_view> best;
  auto best_edits = kMostEdits + 1;
  for (const auto candidate : candidates) {
    if (differs_only_in_style(word, candidate)) return candidate;
    if (best_edits > 1 && (repeats_a_part(word, candidate) || is_singular_of(word, candidate))) {
      best = candidate;
      best_edits = 1;
      continue;
    }
    const auto limit = std::min({std::max(word.size(), candidate.size()) / 3, kMostEdits, best_edits - 1});
    const auto edits = distance.to(candidate, limit);
    if (edits > limit) continue;
    best = candidate;
    best_edits = edits;
  }
  return best;
}

auto BoundedNearest::operator()(std::string_view word, std::span<const std::string_view> candidates)
    -> std::optional<std::string_view> {
  if (candidates.size() > kMostCompared - compared_) return std::nullopt;
  compared_ += candidates.size();
  return nearest(word, candidates);
}

}  // namespace pinwright::base
