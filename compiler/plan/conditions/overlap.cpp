#include "plan/conditions/overlap.hpp"

#include <algorithm>
#include <string>

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using object::Assignment;
using Assignments = std::vector<Assignment>;
using Target = Assignment::Target;

auto reaches_all(const Assignment& assignment) -> bool {
  return assignment.target == Target::AllDevices || assignment.target == Target::AllUsers;
}

auto is_same_group(const Assignment& a, const Assignment& b) -> bool {
  return a.target == Target::Group && b.target == Target::Group && !a.group.id.empty() &&
         base::equal_folded(a.group.id, b.group.id);
}

auto is_excluded(const Assignment& group, const Assignments& by) -> bool {
  return std::any_of(by.begin(), by.end(),
                     [&](const Assignment& one) { return one.exclude && is_same_group(one, group); });
}

/// One filter lets in what the other keeps out.
auto filters_part(const Assignment& a, const Assignment& b) -> bool {
  return a.filter && b.filter && !a.filter->filter.id.empty() &&
         base::equal_folded(a.filter->filter.id, b.filter->filter.id) && a.filter->exclude != b.filter->exclude;
}

/// Whether a device fits both of two filters nobody knows.
auto have_two_filters(const Assignment& a, const Assignment& b) -> bool {
  return a.filter && b.filter && !base::equal_folded(a.filter->filter.id, b.filter->filter.id);
}

auto overlap(const Assignment& a, const Assignment& b) -> Overlap {
  if (a.exclude || b.exclude || filters_part(a, b)) return Overlap::None;
  if (a.target == Target::Other || b.target == Target::Other || have_two_filters(a, b)) return Overlap::Possible;
  return reaches_all(a) || reaches_all(b) || is_same_group(a, b) ? Overlap::Certain : Overlap::Possible;
}

}  // namespace

auto overlap_of(const Assignments& a, const Assignments& b) -> Overlap {
  auto most = Overlap::None;
  for (const auto& ours : a) {
    if (is_excluded(ours, b)) continue;
    for (const auto& theirs : b) {
      if (!is_excluded(theirs, a)) most = std::max(most, overlap(ours, theirs));
    }
  }
  return most;
}

}  // namespace pinwright::plan
