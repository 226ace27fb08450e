#include "plan/diff/references.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

/// The parts of an answer by what was asked for.
template <class T>
class Parts {
 public:
  Parts(const std::vector<std::string>& asked, const std::vector<base::Result<T>>& parts) {
    for (std::size_t i = 0; i < asked.size() && i < parts.size(); ++i) parts_.emplace(asked[i], &parts[i]);
  }
  [[nodiscard]] auto find(const std::string& name) const -> const base::Result<T>* {
    const auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : found->second;
  }

 private:
  std::map<std::string_view, const base::Result<T>*> parts_;
};

struct Groups {
  explicit Groups(const TenantSnapshot& snapshot)
      : by_id(snapshot.asked.group_ids, snapshot.answer.groups_by_id),
        by_name(snapshot.asked.group_names, snapshot.answer.groups_by_name) {}

  Parts<object::Live> by_id;
  Parts<std::vector<object::Live>> by_name;
};

auto look_up_group(const Groups& groups, Lookup& lookup) -> void {
  if (!lookup.id.empty()) {
    const auto* part = groups.by_id.find(lookup.id);
    lookup.answered = part != nullptr && (part->ok() || part->error().kind == base::ErrorKind::NotFound);
    if (part != nullptr && part->ok()) lookup.ids = {part->value().id};
    return;
  }
  const auto* part = groups.by_name.find(lookup.display_name);
  lookup.answered = part != nullptr && part->ok();
  if (!lookup.answered) return;
  for (const auto& live : part->value()) lookup.ids.push_back(live.id);
}

auto look_up_filter(const TenantSnapshot& snapshot, Lookup& lookup) -> void {
  // v1.0 is not asked: it has none.
  lookup.answered = !snapshot.asked.filters || snapshot.answer.filters.ok();
  for (const auto& live : snapshot.live_filters()) {
    const auto& filter = std::get<object::Filter>(live.object);
    const bool is_it =
        lookup.id.empty() ? filter.display_name == lookup.display_name : base::equal_folded(live.id, lookup.id);
    if (!is_it) continue;
    if (object::is_for_windows(filter)) {
      lookup.ids.push_back(live.id);
    } else {
      lookup.platform = filter.platform;
    }
  }
}

auto look_up_scope_tag(const TenantSnapshot& snapshot, Lookup& lookup) -> void {
  lookup.answered = !snapshot.asked.scope_tags || snapshot.answer.scope_tags.ok();
  if (!snapshot.answer.scope_tags.ok()) return;
  for (const auto& tag : snapshot.answer.scope_tags.value()) {
    if (tag.display_name == lookup.display_name) lookup.ids.push_back(tag.id);
  }
}

auto look_up(const TenantSnapshot& snapshot, const Groups& groups, Lookup& lookup) -> void {
  switch (lookup.kind) {
    case Resolved::Kind::Group:
      return look_up_group(groups, lookup);
    case Resolved::Kind::Filter:
      return look_up_filter(snapshot, lookup);
    case Resolved::Kind::ScopeTag:
      return look_up_scope_tag(snapshot, lookup);
  }
}

auto noun(Resolved::Kind kind) -> std::string_view {
  switch (kind) {
    case Resolved::Kind::Group:
      return "group";
    case Resolved::Kind::Filter:
      return "assignment filter";
    case Resolved::Kind::ScopeTag:
      break;
  }
  return "scope tag";
}

auto has_ids(const Lookup& lookup) -> base::Status {
  if (std::find(lookup.ids.begin(), lookup.ids.end(), "") == lookup.ids.end()) return base::Done{};
  return base::Error{fmt::format("the tenant shows the {} {} without an `id`", noun(lookup.kind),
                                 base::quoted(lookup.display_name.empty() ? lookup.key : lookup.display_name)),
                     "", base::ErrorKind::Unreachable};
}

/// Ids by name: of what was looked up and found once, and of what this workspace makes and the tenant has already.
class Ids {
 public:
  explicit Ids(const TenantSnapshot& snapshot) {
    for (const auto& lookup : snapshot.lookups) {
      if (lookup.ids.size() == 1) ids_[{lookup.kind, lookup.key}] = lookup.ids.front();
    }
    for (const auto& one : snapshot.desired) {
      if (one.managed == nullptr) continue;
      const auto kind = one.kind == object::Kind::Group ? Resolved::Kind::Group : Resolved::Kind::Filter;
      // Of one that cannot be read the id is known all the same.
      const auto* live = one.live() != nullptr ? one.live() : one.unreadable();
      if (live != nullptr && !live->id.empty()) ids_[{kind, one.key}] = live->id;
    }
  }
  auto fill(Resolved::Kind kind, object::Reference& reference) const -> void {
    const auto found = ids_.find({kind, reference.key});
    if (found != ids_.end()) reference.id = found->second;
  }

 private:
  std::map<std::pair<Resolved::Kind, std::string>, std::string> ids_;
};

auto fill(const Ids& ids, Desired& desired) -> void {
  for (auto& assignment : desired.assignments) {
    if (assignment.target == object::Assignment::Target::Group) ids.fill(Resolved::Kind::Group, assignment.group);
    if (assignment.filter) ids.fill(Resolved::Kind::Filter, assignment.filter->filter);
  }
  auto* policy = std::get_if<object::Policy>(&desired.object);
  if (policy == nullptr || !policy->scope_tags) return;
  for (auto& tag : *policy->scope_tags) ids.fill(Resolved::Kind::ScopeTag, tag);
}

}  // namespace

auto resolve_references(TenantSnapshot& snapshot) -> base::Status {
  const Groups groups(snapshot);
  for (auto& lookup : snapshot.lookups) {
    look_up(snapshot, groups, lookup);
    if (auto told = has_ids(lookup); !told.ok()) return told;
  }
  const Ids ids(snapshot);
  for (auto& desired : snapshot.desired) fill(ids, desired);
  return base::Done{};
}

}  // namespace pinwright::plan
