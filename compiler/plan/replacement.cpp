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

auto are_replacement(const std::vector<const object::Live*>& lives) -> bool {
  return lives.size() == 2 && is_replacement(*lives.front(), *lives.back());
}

auto carried_over(const Change& change) -> std::vector<std::string_view> {
  std::vector<std::string_view> parts;
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  if (policy == nullptr || change.action != Action::Replace) return parts;
  const auto& replacement = change.replacement;
  if (change.carries_assignments && !change.assignments.empty()) parts.emplace_back("assignments");
  // The built-in tag is on every object that has no other.
  const bool has_tags = policy->scope_tags && std::any_of(policy->scope_tags->begin(), policy->scope_tags->end(),
                                                          [](const object::Reference& tag) { return tag.id != "0"; });
  if (replacement.carries_scope_tags && has_tags) parts.emplace_back("scopeTags");
  if (replacement.carries_description && !policy->description.value_or("").empty()) parts.emplace_back("description");
  return parts;
}

auto holds_place(const object::Live& successor, const object::Live& old) -> bool {
  return reaches_somebody(successor) || !reaches_somebody(old);
}

}  // namespace pinwright::plan
