#include "fix/edits.hpp"

#include <algorithm>

namespace pinwright::fix {
namespace {

auto begins_before(const diag::Edit& a, const diag::Edit& b) -> bool { return a.span.begin < b.span.begin; }

/// Edits that touch count too: which of two insertions at one place comes first, nobody said.
auto touch(const diag::Edit& a, const diag::Edit& b) -> bool {
  return a.span.begin <= b.span.end && b.span.begin <= a.span.end;
}

/// Whether the edits of one fix leave each other alone.
auto is_sound(std::vector<diag::Edit> edits) -> bool {
  std::sort(edits.begin(), edits.end(), [](const auto& a, const auto& b) { return a.span < b.span; });
  return std::all_of(edits.begin(), edits.end(), [](const auto& edit) { return edit.span.known(); }) &&
         std::adjacent_find(edits.begin(), edits.end(), [](const auto& a, const auto& b) {
           return a.span.file == b.span.file && touch(a, b);
         }) == edits.end();
}

}  // namespace

auto Selection::is_free(const diag::Edit& edit) const -> bool {
  const auto file = edits_.find(edit.span.file);
  if (file == edits_.end()) return true;
  const auto& taken = file->second;
  const auto behind = std::lower_bound(taken.begin(), taken.end(), edit, begins_before);
  return (behind == taken.end() || !touch(*behind, edit)) &&
         (behind == taken.begin() || !touch(*std::prev(behind), edit));
}

auto Selection::take(const diag::Fix& fix) -> bool {
  const auto& edits = fix.edits;
  const bool fits = !edits.empty() && is_sound(edits) &&
                    std::all_of(edits.begin(), edits.end(), [&](const auto& edit) { return is_free(edit); });
  if (!fits) return false;
  for (const auto& edit : edits) {
    auto& taken = edits_[edit.span.file];
    taken.insert(std::lower_bound(taken.begin(), taken.end(), edit, begins_before), edit);
  }
  return true;
}

auto edited(std::string_view text, std::span<const diag::Edit> edits) -> std::string {
  std::string out;
  std::size_t at = 0;
  for (const auto& edit : edits) {
    out.append(text.substr(at, edit.span.begin - at)).append(edit.new_text);
    at = edit.span.end;
  }
  return out.append(text.substr(at));
}

}  // namespace pinwright::fix
