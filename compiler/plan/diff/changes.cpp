#include "plan/diff/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "object/canonical.hpp"
#include "plan/diff/compare.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/diff/plaintext_resolver.hpp"
#include "plan/diff/replaced.hpp"
#include "plan/diff/successor.hpp"
#include "plan/replacement.hpp"
#include "plan/secrecy.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

auto json_text(std::string_view word) -> std::string { return fmt::format("\"{}\"", word); }

auto start(const Desired& desired) -> Change {
  Change change;
  change.kind = desired.kind;
  change.key = desired.key;
  change.name = object::display_name_of(desired.object);
  change.manages_assignments = desired.manages_assignments;
  change.is_protected = desired.is_protected;
  change.after = desired.object;
  if (desired.manages_assignments) change.assignments = desired.assignments;
  if (desired.replaced != nullptr) change.replaces = desired.replaced->id;
  return change;
}

/// As a list of paths is to see it: with values, which it does not show.
auto filled(const TenantSnapshot& snapshot, const object::Object& object) -> object::Object {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy == nullptr ? object : with_values(*policy, snapshot.options.variable);
}

auto create(const TenantSnapshot& snapshot, const Desired& desired) -> Change {
  auto change = start(desired);
  change.action = Action::Create;
  change.reason = Reason::New;
  change.live_hash = "absent";
  const auto after = filled(snapshot, desired.object);
  const auto* declared = std::get_if<object::Policy>(&desired.object);
  const PolicySecrecy secrecy(snapshot.catalog(), declared != nullptr ? &declared->settings : nullptr,
                              snapshot.options.variable, Written::ByOthers);
  change.paths = object::differences(nullptr, &after, snapshot.options.rules, secrecy.both());
  object::append(change.paths, object::differences({}, change.assignments, snapshot.options.rules));
  if (const auto* policy = std::get_if<object::Policy>(&desired.object)) {
    for (const auto& setting : policy->settings)
      change.secret_changed.push_back(setting.secrets.empty() ? std::nullopt : std::optional(true));
  }
  return change;
}

/// What was read through masks, for the journal.
auto keep_revealed(Change& change, const object::Live& revealed) -> void {
  const auto* policy = std::get_if<object::Policy>(&revealed.object);
  if (policy == nullptr || change.action == Action::NoOp) return;
  std::copy_if(policy->settings.begin(), policy->settings.end(), std::back_inserter(change.revealed),
               [](const object::Setting& setting) { return !setting.revealed_from.empty(); });
}

/// One word for the sections: what was changed on either side, and an apply that was cut short only where nothing was.
auto overall(const Sections& sections) -> Reason {
  const auto any = [&](Reason reason) {
    return sections.settings == reason || sections.assignments == reason || sections.rest == reason;
  };
  if (any(Reason::Both) || (any(Reason::Drift) && any(Reason::Config))) return Reason::Both;
  for (const auto reason : {Reason::Drift, Reason::Config, Reason::Unfinished, Reason::Secrets}) {
    if (any(reason)) return reason;
  }
  return Reason::None;
}

/// The files say another target than the object in the tenant has. nullopt: something stands in the way, and a finding
/// says what.
auto replace(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const Desired& desired,
             const object::Live& live) -> std::optional<Change> {
  auto successor = successor_of(snapshot, revealed, desired);
  if (successor.obstacles.any()) return std::nullopt;
  auto change = start(desired);
  change.action = Action::Replace;
  change.reason = Reason::Target;
  change.name = successor.policy.display_name;
  change.replaces = live.id;
  change.before = live;
  change.live_hash = object::live_hash(live);
  change.paths = {
      {"target", json_text(word(object::target_of(live.object))), json_text(word(successor.policy.target))}};
  change.secret_changed.assign(successor.policy.settings.size(), std::nullopt);
  change.after = std::move(successor.policy);
  change.assignments = std::move(successor.assignments);
  change.carries_assignments = !desired.manages_assignments;
  change.replacement = std::move(successor.replacement);
  change.hidden = std::move(successor.hidden);
  return change;
}

/// A run was cut short before it assigned the new object, and the files do not manage assignments.
auto carry_assignments(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const Desired& desired,
                       Change& change) -> void {
  if (desired.replaced == nullptr || desired.manages_assignments || change.action == Action::Adopt) return;
  if (holds_place(*change.before, *desired.replaced)) return;
  change.carries_assignments = true;
  change.assignments = revealed(*desired.replaced).assignments;
  change.sections.assignments = Reason::Unfinished;
  object::append(change.paths, object::differences({}, change.assignments, snapshot.options.rules));
}

/// A run that assigned the new object has asked to describe it, too, so that the time until the old one may go begins
/// anew; that waits for approval, and nothing else tells of it.
auto await_description(const TenantSnapshot& snapshot, const Desired& desired, Change& change) -> void {
  const auto& awaits = snapshot.options.awaits_description;
  const bool is_settled = change.sections.assignments == Reason::None && change.writes_assignments();
  if (desired.replaced == nullptr || !is_settled || !awaits || !awaits(change.id)) return;
  change.sections.assignments = Reason::Unfinished;
}

/// A setting that the tenant has in an option of another one is written there again.
auto keep_parents(const object::Live& live, object::Object& object) -> void {
  auto* wanted = std::get_if<object::Policy>(&object);
  const auto* there = std::get_if<object::Policy>(&live.object);
  if (wanted == nullptr || there == nullptr) return;
  std::map<std::string_view, const object::Setting*> children;
  for (const auto& setting : there->settings) {
    if (!setting.parents.empty()) children.emplace(object::identity(setting), &setting);
  }
  for (auto& setting : wanted->settings) {
    const auto child = children.find(object::identity(setting));
    if (child != children.end() && setting.parents.empty()) setting.parents = child->second->parents;
  }
}

auto change_of_live(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const Desired& desired,
                    const object::Live& live) -> Change {
  auto change = start(desired);
  change.id = live.id;
  change.before = live;
  change.live_hash = object::live_hash(live);
  keep_parents(live, *change.after);
  const auto seen = revealed(live);
  auto comparison = compare(snapshot, desired, seen);
  change.sections = comparison.sections;
  change.paths = std::move(comparison.paths);
  change.secret_changed = std::move(comparison.secret_changed);
  change.hidden = std::move(comparison.hidden);
  carry_assignments(snapshot, revealed, desired, change);
  await_description(snapshot, desired, change);
  if (desired.is_adopted()) {
    change.action = Action::Adopt;
    change.reason = Reason::Adopt;
    keep_revealed(change, seen);
    return change;
  }
  change.reason = overall(change.sections);
  // Nothing but the marker is old: a protection, a key or a digest was changed in the files.
  if (change.reason == Reason::None && comparison.marker_is_stale) change.reason = Reason::Config;
  change.action = change.reason == Reason::None ? Action::NoOp : Action::Update;
  keep_revealed(change, seen);
  return change;
}

auto is_forgotten(const TenantSnapshot& snapshot) -> bool {
  const auto& offboard = snapshot.tenant().offboard;
  return offboard && offboard->value == model::Offboard::Forget;
}

/// An object of ours, as it is in the tenant: what is to become of it is not said yet.
auto standing(const object::Live& live, const object::Marker& marker) -> Change {
  Change change;
  change.kind = object::kind_of(live.object);
  change.key = marker.key;
  change.name = object::display_name_of(live.object);
  change.id = live.id;
  change.before = live;
  change.live_hash = object::live_hash(live);
  change.is_protected = marker.is_protected;
  return change;
}

auto remove(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const object::Live& live, Reason reason)
    -> Change {
  const auto marker = snapshot.owner_of(live).marker;
  auto change = standing(live, *marker);
  change.action = Action::Delete;
  change.reason = reason;
  const auto shown = revealed(live);
  keep_revealed(change, shown);
  const auto* policy = std::get_if<object::Policy>(&shown.object);
  const auto written =
      policy == nullptr ? Written::SecretsUnknown : written_of({}, policy->settings, *marker, snapshot.options.rules);
  const PolicySecrecy secrecy(snapshot.catalog(), nullptr, snapshot.options.variable, written);
  if (policy != nullptr) change.hidden = secrecy.hidden_among(policy->settings);
  change.paths = object::differences(&shown.object, nullptr, snapshot.options.rules, secrecy.both());
  object::append(change.paths, object::differences(shown.assignments, {}, snapshot.options.rules));
  return change;
}

auto leftover(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const object::Live& live) -> Change {
  const auto marker = snapshot.owner_of(live).marker;
  if (!is_forgotten(snapshot) && !marker->is_protected) return remove(snapshot, revealed, live, Reason::Removed);
  auto change = standing(live, *marker);
  if (is_forgotten(snapshot)) {
    change.action = Action::Forget;
    change.reason = Reason::Removed;
    return change;
  }
  change.reason = Reason::Protected;
  return change;
}

/// The old object of a policy that was replaced, when its time has come and `current`, the new one, needs nothing more.
auto remove_replaced(const TenantSnapshot& snapshot, const PlaintextResolver& revealed, const Desired& desired,
                     const Change& current) -> std::optional<Change> {
  if (desired.replaced == nullptr || current.action != Action::NoOp) return std::nullopt;
  if (replaced_state(snapshot, desired).wait != Wait::None) return std::nullopt;
  auto change = remove(snapshot, revealed, *desired.replaced, Reason::Replaced);
  change.key = desired.key;
  change.replaced_by = current.id;
  return change;
}

/// Deletes first, what is left alone last.
auto rank(const Change& change) -> int {
  switch (change.action) {
    case Action::Delete:
      return 0;
    case Action::Forget:
      return 1;
    case Action::Create:
    case Action::Update:
    case Action::Adopt:
    case Action::Replace:
      return 2;
    case Action::NoOp:
      break;
  }
  return 3;
}

auto comes_before(const Change& a, const Change& b) -> bool {
  return std::tuple(rank(a), a.kind, std::string_view(a.key), std::string_view(a.id)) <
         std::tuple(rank(b), b.kind, std::string_view(b.key), std::string_view(b.id));
}

}  // namespace

auto changes_of(const TenantSnapshot& snapshot) -> std::vector<Change> {
  const PlaintextResolver revealed(snapshot);
  std::vector<Change> changes;
  for (const auto& desired : snapshot.desired) {
    if (desired.lacks_variables || desired.lacks_definition) continue;
    if (const auto* old = desired.of_other_target(); old != nullptr && !old->unreadable) {
      if (auto change = replace(snapshot, revealed, desired, *old)) changes.push_back(*std::move(change));
    } else if (const auto* live = desired.live()) {
      auto change = change_of_live(snapshot, revealed, desired, *live);
      auto gone = remove_replaced(snapshot, revealed, desired, change);
      changes.push_back(std::move(change));
      if (gone) changes.push_back(*std::move(gone));
    } else if (desired.is_new()) {
      changes.push_back(create(snapshot, desired));
    }
  }
  for (const auto* live : snapshot.leftovers) changes.push_back(leftover(snapshot, revealed, *live));
  std::stable_sort(changes.begin(), changes.end(), comes_before);
  return changes;
}

auto references_of(const TenantSnapshot& snapshot) -> std::vector<Resolved> {
  std::vector<Resolved> references;
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.ids.size() == 1)
      references.push_back({lookup.kind, lookup.key, lookup.display_name, lookup.ids.front()});
  }
  for (const auto& one : snapshot.desired) {
    const auto* live = one.live() != nullptr ? one.live() : one.unreadable();
    if (one.managed == nullptr || (live == nullptr && !one.is_new())) continue;
    const auto kind = one.kind == object::Kind::Group ? Resolved::Kind::Group : Resolved::Kind::Filter;
    // Of one that has a copy the name does not tell which is meant.
    references.push_back({kind, one.key, one.copies.empty() ? object::display_name_of(one.object) : std::string(),
                          live != nullptr ? live->id : std::string()});
  }
  std::sort(references.begin(), references.end(),
            [](const Resolved& a, const Resolved& b) { return std::tie(a.kind, a.key) < std::tie(b.kind, b.key); });
  return references;
}

}  // namespace pinwright::plan
