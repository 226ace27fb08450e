#include "plan/diff/match.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "plan/live_index.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"

namespace pinwright::plan {

namespace {

/// Every object of one kind that the tenant showed.
auto lives_of(const TenantSnapshot& snapshot, object::Kind kind) -> Lives {
  Lives lives;
  const auto add = [&](const std::vector<object::Live>& list) {
    for (const auto& live : list) lives.push_back(&live);
  };
  switch (kind) {
    case object::Kind::Policy:
      add(snapshot.live_policies());
      for (const auto& one : snapshot.adopted.policies_by_id) {
        if (one.ok()) lives.push_back(&one.value());
      }
      break;
    case object::Kind::Filter:
      add(snapshot.live_filters());
      break;
    case object::Kind::Group:
      for (const auto& found : snapshot.answer.groups_by_name) {
        if (found.ok()) add(found.value());
      }
      break;
  }
  return lives;
}

auto is_answered(const TenantSnapshot& snapshot, const Desired& desired) -> bool {
  switch (desired.kind) {
    case object::Kind::Policy:
      return snapshot.answer.policies.ok();
    case object::Kind::Filter:
      return snapshot.asked.filters && snapshot.answer.filters.ok();
    case object::Kind::Group:
      break;
  }
  const auto& names = snapshot.asked.group_names;
  const auto at = std::find(names.begin(), names.end(), object::display_name_of(desired.object));
  const auto index = static_cast<std::size_t>(at - names.begin());
  return index < snapshot.answer.groups_by_name.size() && snapshot.answer.groups_by_name[index].ok();
}

auto index_of(const TenantSnapshot& snapshot, object::Kind kind) -> LiveIndex {
  return {lives_of(snapshot, kind), snapshot.options.workspace, snapshot.tenant().tenant_id.value};
}

auto declared_keys(const TenantSnapshot& snapshot, object::Kind kind) -> std::set<std::string> {
  std::set<std::string> keys;
  for (const auto& one : snapshot.desired) {
    if (one.kind == kind) keys.insert(one.key);
  }
  return keys;
}

/// A former key, as the policy lists them, that no other policy has now. Groups and filters have no `formerly`: one of
/// the same display name whose key is gone is the same one.
auto owned_by_old_key(const Desired& desired, const LiveIndex& index, const std::set<std::string>& keys) -> Lives {
  if (desired.policy != nullptr) {
    for (const auto& former : desired.policy->declared->value.formerly) {
      const auto& lives = index.owned(desired.kind, former.value);
      if (!keys.contains(former.value) && !lives.empty()) return lives;
    }
    return {};
  }
  std::map<std::string, const object::Live*> found;  // the first key is taken, in whatever order the tenant answered
  for (const auto* live : index.named(object::display_name_of(desired.object))) {
    if (!index.is_owned(*live)) continue;
    const auto key = marker_in(live->object)->key;
    if (!keys.contains(key) && index.owned(desired.kind, key).size() == 1) found.emplace(key, live);
  }
  return found.empty() ? Lives() : Lives{found.begin()->second};
}

/// Groups of a name are what the tenant answered for that name.
auto unowned_of(const Desired& desired, const LiveIndex& index) -> Lives {
  auto found = index.named(object::display_name_of(desired.object));
  std::erase_if(found, [&](const object::Live* live) {
    return object::target_of(live->object) != object::target_of(desired.object) || index.is_owned(*live);
  });
  return found;
}

/// Of two policies, one of which takes the place of the other, that of the files' target is meant, and the other is to
/// go: whichever of them came first, since the files may have been turned back.
auto tell_replaced(const TenantSnapshot& snapshot, Desired& desired, const LiveIndex& index,
                   const std::set<std::string>& keys) -> void {
  if (desired.kind != object::Kind::Policy || desired.owned.empty() || desired.owned.size() > 2) return;
  const auto* one = desired.owned.front();
  const auto* other = desired.owned.size() == 2 ? desired.owned.back() : index.counterpart_of(*one);
  if (other == nullptr || !is_replacement(*one, *other)) return;
  // After a new key: what another policy of the files owns is not to go.
  const auto key = snapshot.owner_of(*other).marker->key;
  if (key != desired.key && desired.owned.size() == 1 && keys.contains(key)) return;
  const auto target = object::target_of(desired.object);
  if (object::target_of(one->object) != target) std::swap(one, other);
  if (object::target_of(one->object) != target) return;
  desired.owned = {one};
  desired.replaced = other;
}

/// Of several objects with one marker the one that is ours: `adopt` names its id, or it is the only one that a run
/// wrote to. The portal's Duplicate copies the marker along. nullptr: nothing tells.
auto original_of(const TenantSnapshot& snapshot, const Lives& lives, const model::Text* adopt) -> const object::Live* {
  const auto the_only = [&](const auto& is_it) -> const object::Live* {
    const auto found = std::find_if(lives.begin(), lives.end(), is_it);
    const bool is_only = found != lives.end() && std::none_of(std::next(found), lives.end(), is_it);
    return is_only ? *found : nullptr;
  };
  if (adopt != nullptr) {
    const auto* named = the_only([&](const object::Live* live) { return base::equal_folded(live->id, adopt->value); });
    if (named != nullptr) return named;
  }
  const auto& is_written = snapshot.options.is_written;
  return is_written ? the_only([&](const object::Live* live) { return is_written(live->id); }) : nullptr;
}

/// Of several groups with one marker the oldest of those that a run wrote, else of those that our policies are assigned
/// to, else of all: whoever can make a group can give it any name and description, but no earlier time and no
/// assignment. nullptr: nothing tells.
auto original_group(const TenantSnapshot& snapshot, const Lives& lives) -> const object::Live* {
  const auto those = [&](const auto& is_it) {
    Lives found;
    std::copy_if(lives.begin(), lives.end(), std::back_inserter(found), is_it);
    return found;
  };
  const auto& is_written = snapshot.options.is_written;
  auto known = those([&](const object::Live* live) { return is_written && is_written(live->id); });
  if (known.empty()) {
    known = those([&, ids = assigned_group_ids(snapshot)](const object::Live* live) {
      return ids.contains(base::folded(live->id));
    });
  }
  if (known.empty()) known = lives;
  const bool is_told = known.size() == 1 || std::none_of(known.begin(), known.end(), [](const object::Live* live) {
                         return live->created.empty();
                       });
  const auto oldest = std::min_element(known.begin(), known.end(),
                                       [](const object::Live* a, const object::Live* b) { return is_older(*a, *b); });
  return is_told ? *oldest : nullptr;
}

auto tell_copies(const TenantSnapshot& snapshot, Desired& desired) -> void {
  if (desired.owned.size() < 2) return;
  const auto* original = desired.kind == object::Kind::Group ? original_group(snapshot, desired.owned)
                                                             : original_of(snapshot, desired.owned, desired.adopt);
  if (original == nullptr) return;
  std::copy_if(desired.owned.begin(), desired.owned.end(), std::back_inserter(desired.copies),
               [&](const object::Live* live) { return live != original; });
  desired.owned = {original};
}

auto matched(const TenantSnapshot& snapshot) -> std::set<const object::Live*> {
  std::set<const object::Live*> matched;
  for (const auto& one : snapshot.desired) {
    matched.insert(one.owned.begin(), one.owned.end());
    matched.insert(one.copies.begin(), one.copies.end());
    if (one.replaced != nullptr) matched.insert(one.replaced);
    if (one.taken_over != nullptr) matched.insert(one.taken_over);
  }
  return matched;
}

class Adoption {
 public:
  explicit Adoption(TenantSnapshot& snapshot)
      : snapshot_(snapshot),
        index_(index_of(snapshot, object::Kind::Policy)),
        keys_(declared_keys(snapshot, object::Kind::Policy)),
        claimed_(matched(snapshot)) {}

  auto judge(Desired& desired) -> void {
    if (!desired.answered || !desired.owned.empty()) return;
    if (desired.adopt != nullptr) {
      by_id(desired);
    } else if (snapshot_.options.adopt.contains(desired.key)) {
      by_name(desired);
    }
  }

 private:
  auto fail(Desired& desired, AdoptProblem problem, std::vector<std::string> ids) const -> void {
    desired.adopt_problem = problem;
    desired.adopt_ids = std::move(ids);
  }

  auto by_id(Desired& desired) -> void {
    const auto& id = desired.adopt->value;
    const auto* found = index_.find(object::Kind::Policy, id);
    if (found == nullptr) return fail(desired, problem_of_missing(id), {id});
    if (object::target_of(found->object) != object::target_of(desired.object))
      return fail(desired, AdoptProblem::OtherType, {id});
    take(desired, *found);
  }

  /// The settings of a template need its references, which the files do not have, and no body of ours has other
  /// technologies than `mdm`.
  static auto problem_of_form(const object::Live& live) -> AdoptProblem {
    const auto* policy = std::get_if<object::Policy>(&live.object);
    if (policy == nullptr) return AdoptProblem::None;
    if (!policy->template_id.empty()) return AdoptProblem::FromTemplate;
    return policy->other_technologies.empty() ? AdoptProblem::None : AdoptProblem::OtherTechnologies;
  }

  /// The lists hold Windows policies only: asked for by its id, another object is Refused.
  [[nodiscard]] auto problem_of_missing(const std::string& id) const -> AdoptProblem {
    const auto& ids = snapshot_.asked.policy_ids;
    const auto found = std::find_if(ids.begin(), ids.end(), [&](const PolicyId& one) { return one.id == id; });
    const auto index = static_cast<std::size_t>(found - ids.begin());
    if (index >= snapshot_.adopted.policies_by_id.size()) return AdoptProblem::NotThere;
    const auto& part = snapshot_.adopted.policies_by_id[index];
    const bool is_missing = part.ok() || part.error().kind == base::ErrorKind::NotFound;
    return is_missing ? AdoptProblem::NotThere : AdoptProblem::OtherType;
  }

  auto by_name(Desired& desired) -> void {
    std::vector<std::string> ids;
    for (const auto* live : desired.unowned) ids.push_back(live->id);
    if (ids.empty()) return fail(desired, AdoptProblem::NoSuchName, {});
    if (ids.size() > 1) return fail(desired, AdoptProblem::Several, std::move(ids));
    take(desired, *desired.unowned.front());
  }

  auto take(Desired& desired, const object::Live& live) -> void {
    if (!claimed_.insert(&live).second) return fail(desired, AdoptProblem::OwnedByOtherKey, {live.id});
    if (const auto problem = problem_of_form(live); problem != AdoptProblem::None)
      return fail(desired, problem, {live.id});
    const auto owner = snapshot_.owner_of(live);
    if (owner.who == Owner::Who::Others) return fail(desired, AdoptProblem::OwnedByOthers, {live.id});
    if (owner.who == Owner::Who::Us && keys_.contains(owner.marker->key))
      return fail(desired, AdoptProblem::OwnedByOtherKey, {live.id});
    // Ours under a key that is gone: then it is an object of ours like any other.
    if (owner.who == Owner::Who::Us) {
      desired.owned = {&live};
    } else {
      desired.taken_over = &live;
    }
  }

  TenantSnapshot& snapshot_;
  LiveIndex index_;
  std::set<std::string> keys_;
  std::set<const object::Live*> claimed_;
};

auto assigned_groups(const TenantSnapshot& snapshot) -> Lives {
  Lives groups;
  for (const auto& group : snapshot.marked.groups_by_id) {
    if (group.ok()) groups.push_back(&group.value());
  }
  return groups;
}

/// Groups that the search for our marker found, without the `assigned` ones.
auto searched_groups(const TenantSnapshot& snapshot, const Lives& assigned) -> Lives {
  std::set<std::string> ids;
  for (const auto* group : assigned) ids.insert(base::folded(group->id));
  Lives groups;
  if (!snapshot.marked.marked_groups.ok()) return groups;
  for (const auto& group : snapshot.marked.marked_groups.value()) {
    if (!ids.contains(base::folded(group.id))) groups.push_back(&group);
  }
  return groups;
}

/// Of what the files declare, as it was told; of what they do not, as the journals tell.
auto told_original(const TenantSnapshot& snapshot, const Lives& lives) -> const object::Live* {
  for (const auto& one : snapshot.desired) {
    const bool is_of_these =
        !one.copies.empty() && std::find(lives.begin(), lives.end(), one.copies.front()) != lives.end();
    if (is_of_these) return one.owned.front();
    if (!one.owned.empty() && std::find(lives.begin(), lives.end(), one.owned.front()) != lives.end()) return nullptr;
  }
  return original_of(snapshot, lives, nullptr);
}

auto is_left_copy(const TenantSnapshot& snapshot, const object::Live& live) -> bool {
  const auto& is_copy = snapshot.options.is_left_copy;
  return is_copy && is_copy(snapshot.tenant().tenant_id.value, object::kind_of(live.object),
                            snapshot.owner_of(live).marker->key, live.id);
}

auto add_leftover(TenantSnapshot& snapshot, const object::Live& live) -> void {
  if (is_left_copy(snapshot, live)) return snapshot.left_copies.push_back(&live);
  (live.unreadable ? snapshot.unreadable_leftovers : snapshot.leftovers).push_back(&live);
}

}  // namespace

auto match_by_marker(TenantSnapshot& snapshot) -> void {
  for (const auto kind : {object::Kind::Policy, object::Kind::Group, object::Kind::Filter}) {
    const auto index = index_of(snapshot, kind);
    const auto keys = declared_keys(snapshot, kind);
    std::set<const object::Live*> claimed;
    for (auto& desired : snapshot.desired) {
      if (desired.kind != kind) continue;
      desired.answered = is_answered(snapshot, desired);
      desired.owned = index.owned(kind, desired.key);
      if (desired.owned.empty()) desired.owned = owned_by_old_key(desired, index, keys);
      // Two objects of the files that name one former key: the first has it.
      if (!desired.owned.empty() && !claimed.insert(desired.owned.front()).second) desired.owned.clear();
      tell_replaced(snapshot, desired, index, keys);
      tell_copies(snapshot, desired);
      if (desired.owned.empty()) desired.unowned = unowned_of(desired, index);
    }
  }
}

auto match_marked_groups(TenantSnapshot& snapshot) -> void {
  const auto assigned = assigned_groups(snapshot);
  const auto searched = searched_groups(snapshot, assigned);
  for (auto& desired : snapshot.desired) {
    if (desired.kind != object::Kind::Group || !desired.is_new()) continue;
    const auto is_of_key = [&](const object::Live* group) {
      const auto owner = snapshot.owner_of(*group);
      return owner.who == Owner::Who::Us && owner.marker->key == desired.key;
    };
    std::copy_if(assigned.begin(), assigned.end(), std::back_inserter(desired.owned), is_of_key);
    for (const auto* group : searched) {
      if (!is_of_key(group)) continue;
      (snapshot.options.is_written && snapshot.options.is_written(group->id) ? desired.owned : desired.claiming)
          .push_back(group);
    }
    if (!desired.owned.empty()) desired.claiming.clear();
    tell_copies(snapshot, desired);
  }
}

auto match_adopted(TenantSnapshot& snapshot) -> void {
  Adoption adoption(snapshot);
  for (auto& desired : snapshot.desired) adoption.judge(desired);
}

auto collect_leftovers(TenantSnapshot& snapshot) -> void {
  const auto taken = matched(snapshot);
  // Groups are never deleted, and only those that the files name were asked for.
  for (const auto kind : {object::Kind::Policy, object::Kind::Filter}) {
    const auto index = index_of(snapshot, kind);
    for (const auto& [owner, lives] : index.owned()) {
      if (lives.size() > 1 && !are_replacement(lives)) {
        snapshot.duplicates.push_back({kind, owner.second, lives, told_original(snapshot, lives)});
        const auto* original = snapshot.duplicates.back().original;
        if (original == nullptr) continue;
        if (!taken.contains(original)) add_leftover(snapshot, *original);
        continue;
      }
      for (const auto* live : lives) {
        if (!taken.contains(live)) add_leftover(snapshot, *live);
      }
    }
  }
  for (const auto& one : snapshot.desired) {
    if (one.kind != object::Kind::Group || one.owned.size() + one.copies.size() < 2) continue;
    auto lives = one.owned;
    lives.insert(lives.end(), one.copies.begin(), one.copies.end());
    snapshot.duplicates.push_back(
        {one.kind, one.key, std::move(lives), one.copies.empty() ? nullptr : one.owned.front()});
  }
}

}  // namespace pinwright::plan
