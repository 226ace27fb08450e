#include "plan/replacement.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

auto names(const object::Live& live, const object::Live& other) -> bool {
  const auto marker = marker_in(live.object);
  return marker && !other.id.empty() && base::equal_folded(marker->replaces, other.id);
}

auto reaches_somebody(const object::Live& live) -> bool {
  return std::any_of(live.assignments.begin(), live.assignments.end(),
                     [](const object::Assignment& one) { return !one.exclude; });
}

}  // namespace

auto is_replacement(const object::Live& a, const object::Live& b) -> bool {
  const bool are_policies =
      object::kind_of(a.object) == object::Kind::Policy && object::kind_of(b.object) == object::Kind::Policy;
  return are_policies && object::target_of(a.object) != object::target_of(b.object) && (names(a, b) || names(b, a));
}

auto holds_place(const object::Live& successor, const object::Live& old) -> bool {
  return reaches_somebody(successor) || !reaches_somebody(old);
}

}  // namespace pinwright::plan
