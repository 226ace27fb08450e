#include "plan/diff/plaintext_resolver.hpp"

#include "base/text.hpp"
#include "object/from_graph.hpp"

namespace pinwright::plan {

PlaintextResolver::PlaintextResolver(const TenantSnapshot& snapshot) {
  for (const auto& live : snapshot.live_filters())
    names_[base::folded(live.id)].display_name = object::display_name_of(live.object);
  for (const auto& [id, name] : snapshot.group_names) names_[id].display_name = name;
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind == Resolved::Kind::ScopeTag || lookup.ids.size() != 1) continue;
    names_[base::folded(lookup.ids.front())] = {lookup.key, lookup.display_name};
  }
  for (const auto& one : snapshot.desired) {
    const auto* live = one.managed != nullptr ? one.live() : nullptr;
    if (live != nullptr) names_[base::folded(live->id)] = {one.key, object::display_name_of(one.object)};
  }
  for (const auto& one : snapshot.masked) {
    if (one.is_cached || (one.plain_text && one.plain_text->ok())) read_[{one.live, one.reference}] = &one;
  }
}

auto PlaintextResolver::operator()(const object::Live& live) const -> object::Live {
  auto copy = live;
  if (auto* policy = std::get_if<object::Policy>(&copy.object)) reveal_settings(live, *policy);
  for (auto& assignment : copy.assignments) {
    if (assignment.target == object::Assignment::Target::Group) name(assignment.group);
    if (assignment.filter) name(assignment.filter->filter);
  }
  return copy;
}

auto PlaintextResolver::name(object::Reference& reference) const -> void {
  const auto found = names_.find(base::folded(reference.id));
  if (found == names_.end()) return;
  reference.key = found->second.key;
  reference.display_name = found->second.display_name;
}

auto PlaintextResolver::reveal_settings(const object::Live& live, object::Policy& policy) const -> void {
  for (auto& setting : policy.settings) {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    const auto found = mask == nullptr ? read_.end() : read_.find({&live, mask->reference});
    if (found == read_.end()) continue;
    if (found->second->is_cached) {
      object::reveal_as(setting, *found->second->declared);
    } else {
      object::reveal(setting, found->second->plain_text->value());
    }
  }
}

}  // namespace pinwright::plan
