#include "plan/diff/questions.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "plan/diff/definitions.hpp"
#include "plan/diff/known_settings.hpp"
#include "plan/diff/masked_values.hpp"
#include "plan/diff/recall.hpp"
#include "plan/pin_service.hpp"

namespace pinwright::plan {

namespace {

/// A part that failed for another reason than a missing right or a thing that is not there leaves nothing to plan with.
auto is_fatal(const base::Error& error) -> bool {
  return error.kind != base::ErrorKind::Forbidden && error.kind != base::ErrorKind::NotFound;
}

template <class T>
auto check(const base::Result<T>& part, std::optional<base::Error>& failed) -> void {
  if (!failed && !part.ok() && is_fatal(part.error())) failed = part.error();
}

template <class T>
auto check(const std::vector<base::Result<T>>& parts, std::optional<base::Error>& failed) -> void {
  for (const auto& part : parts) check(part, failed);
}

auto status(std::optional<base::Error> failed) -> base::Status {
  if (failed) return *std::move(failed);
  return base::Done{};
}

auto uses(const TenantSnapshot& snapshot, Resolved::Kind kind) -> bool {
  return std::any_of(snapshot.lookups.begin(), snapshot.lookups.end(),
                     [&](const Lookup& lookup) { return lookup.kind == kind; });
}

/// A list that the files do not need is needed where this workspace has policies in it: what is not listed would count
/// as gone, and be made anew.
auto missing_list(const TenantSnapshot& snapshot) -> std::optional<base::Error> {
  const auto& has_written = snapshot.options.has_written;
  for (const auto& [target, error] : snapshot.answer.unlisted) {
    if (!has_written || !has_written(snapshot.tenant().tenant_id.value, target)) continue;
    return base::Error{error.message,
                       "a journal says that this workspace has policies there, and without the list nothing tells "
                       "what became of them",
                       error.kind};
  }
  return std::nullopt;
}

auto makes_filters(const TenantSnapshot& snapshot) -> bool {
  return std::any_of(snapshot.desired.begin(), snapshot.desired.end(),
                     [](const Desired& one) { return one.kind == object::Kind::Filter; });
}

auto group_question(const TenantSnapshot& snapshot, Question& question) -> void {
  std::set<std::string> names, ids;
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind != Resolved::Kind::Group) continue;
    if (lookup.id.empty()) {
      names.insert(lookup.display_name);
    } else {
      ids.insert(lookup.id);
    }
  }
  for (const auto& one : snapshot.desired) {
    if (one.kind == object::Kind::Group) names.insert(object::display_name_of(one.object));
  }
  question.group_names = {names.begin(), names.end()};
  question.group_ids = {ids.begin(), ids.end()};
}

/// The nodes that the files set: who else does so is a conflict.
auto nodes_of(const TenantSnapshot& snapshot) -> std::set<std::string> {
  std::set<std::string> nodes;
  if (!snapshot.options.with_conflicts) return nodes;
  for (const auto& one : snapshot.desired) {
    const auto* policy = std::get_if<object::Policy>(&one.object);
    if (policy == nullptr || one.policy == nullptr) continue;
    for (const auto& setting : policy->settings)
      nodes.insert(object::node_id(setting.key, snapshot.tenant().tenant_id.value));
  }
  return nodes;
}

/// What is to be compared: ours, and what may be taken over.
auto whole_policies(const TenantSnapshot& snapshot) -> WholePolicies {
  WholePolicies whole;
  whole.workspace = snapshot.options.workspace;
  for (const auto& one : snapshot.desired) {
    if (one.adopt != nullptr) whole.ids.insert(base::folded(one.adopt->value));
    if (snapshot.options.adopt.contains(one.key)) whole.names.insert(base::folded(object::display_name_of(one.object)));
  }
  return whole;
}

/// Groups of the assignments of our policies, without those that the tenant showed under a name.
auto assigned_groups(const TenantSnapshot& snapshot) -> std::vector<std::string> {
  auto ids = assigned_group_ids(snapshot);
  for (const auto& found : snapshot.answer.groups_by_name) {
    if (!found.ok()) continue;
    for (const auto& group : found.value()) ids.erase(base::folded(group.id));
  }
  return {ids.begin(), ids.end()};
}

/// Groups that the plan takes assignments from and that no name of the files leads to: people know them by name.
auto groups_to_name(const TenantSnapshot& snapshot) -> std::vector<std::string> {
  std::set<std::string> ids, known;
  for (const auto* live : snapshot.leftovers) add_group_ids(live->assignments, ids);
  for (const auto& one : snapshot.desired) {
    const auto* live = one.live();
    if (live != nullptr && one.manages_assignments) add_group_ids(live->assignments, ids);
    for (const auto* old : {one.of_other_target(), one.replaced}) {
      if (old != nullptr) add_group_ids(old->assignments, ids);
    }
    add_group_ids(one.assignments, known);
    if (live != nullptr && one.kind == object::Kind::Group) known.insert(base::folded(live->id));
  }
  std::vector<std::string> unknown;
  std::set_difference(ids.begin(), ids.end(), known.begin(), known.end(), std::back_inserter(unknown));
  return unknown;
}

}  // namespace

auto ask_access(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  auto access = tenant.access();
  if (!access.ok()) return access.error();
  snapshot.access = std::move(access).value();
  return base::Done{};
}

auto ask_names(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  auto& question = snapshot.asked;
  const bool is_beta = snapshot.options.graph_api == object::GraphApi::Beta;
  question.organization = true;
  question.policies = true;
  question.whole = whole_policies(snapshot);
  question.nodes = nodes_of(snapshot);
  question.whole.assigned = !question.nodes.empty();
  KnownSettings known(snapshot);
  question.whole.known = [&known](const object::Live& live) { return known.holds(live); };
  for (const auto& one : snapshot.desired) question.targets.insert(object::target_of(one.object));
  question.filters = is_beta;
  question.scope_tags = is_beta && uses(snapshot, Resolved::Kind::ScopeTag);
  group_question(snapshot, question);
  question.definitions = definitions_to_ask(snapshot);
  if (needs_pin_service(snapshot.deployment)) {
    for (const auto& application : kPinApplications) question.applications.emplace_back(application.app_id);
  }
  snapshot.answer = tenant.ask(question);
  question.whole.known = nullptr;
  const auto recalled = recall_unlisted(snapshot, tenant);
  known.take();
  match_definitions(snapshot);
  std::optional<base::Error> failed = missing_list(snapshot);
  check(snapshot.answer.organization, failed);
  check(snapshot.answer.policies, failed);
  if (makes_filters(snapshot) || uses(snapshot, Resolved::Kind::Filter)) check(snapshot.answer.filters, failed);
  check(snapshot.answer.scope_tags, failed);
  check(snapshot.answer.groups_by_name, failed);
  check(snapshot.answer.groups_by_id, failed);
  check(snapshot.answer.applications, failed);
  for (const auto& one : snapshot.answer.definitions) {
    if (!failed && is_gone(one)) failed = one.error();
  }
  for (const auto& row : snapshot.answer.foreign) {
    if (!failed && is_gone(row.policies)) failed = row.policies.error();
  }
  if (!failed && !recalled.ok()) failed = recalled.error();
  return status(std::move(failed));
}

auto ask_adopted(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  Question question;
  if (!snapshot.answer.policies.ok()) return base::Done{};
  std::set<std::string> listed;
  for (const auto& live : snapshot.live_policies()) listed.insert(base::folded(live.id));
  for (const auto& one : snapshot.desired) {
    if (one.adopt == nullptr || !one.owned.empty()) continue;
    if (!listed.contains(base::folded(one.adopt->value)))
      question.policy_ids.push_back({one.adopt->value, object::target_of(one.object)});
  }
  if (question.policy_ids.empty()) return base::Done{};
  snapshot.adopted = tenant.ask(question);
  snapshot.asked.policy_ids = std::move(question.policy_ids);
  std::optional<base::Error> failed;
  for (const auto& part : snapshot.adopted.policies_by_id) {
    // Refused: an object of another type. That is a finding about the files.
    if (!part.ok() && part.error().kind != base::ErrorKind::Refused) check(part, failed);
  }
  return status(std::move(failed));
}

auto ask_marked_groups(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  const bool is_one_new = std::any_of(snapshot.desired.begin(), snapshot.desired.end(), [](const Desired& one) {
    return one.kind == object::Kind::Group && one.is_new();
  });
  if (!is_one_new) return base::Done{};
  Question question;
  question.group_ids = assigned_groups(snapshot);
  question.marked_groups = snapshot.options.workspace;
  snapshot.marked = tenant.ask(question);
  std::optional<base::Error> failed;
  check(snapshot.marked.groups_by_id, failed);
  // A directory that does not search descriptions leaves the assigned ones.
  if (is_gone(snapshot.marked.marked_groups)) check(snapshot.marked.marked_groups, failed);
  return status(std::move(failed));
}

auto ask_details(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  Question question;
  collect_masks(snapshot);
  question.masked = masks_to_ask(snapshot);
  question.group_ids = groups_to_name(snapshot);
  if (question.masked.empty() && question.group_ids.empty()) return base::Done{};
  auto answer = tenant.ask(question);
  for (std::size_t i = 0; i < question.group_ids.size() && i < answer.groups_by_id.size(); ++i) {
    const auto& group = answer.groups_by_id[i];
    if (is_gone(group)) return group.error();
    if (group.ok())
      snapshot.group_names[base::folded(group.value().id)] = object::display_name_of(group.value().object);
  }
  return take_plain_texts(snapshot, tenant, answer);
}

auto ask_counts(TenantSnapshot& snapshot, Tenant& tenant, std::vector<std::string> group_ids) -> base::Status {
  if (group_ids.empty()) return base::Done{};
  Question question;
  question.count_groups = std::move(group_ids);
  const auto answer = tenant.ask(question);
  for (std::size_t i = 0; i < question.count_groups.size() && i < answer.counts.size(); ++i) {
    const auto& count = answer.counts[i];
    if (!count.ok() && count.error().kind == base::ErrorKind::Interrupted) return count.error();
    if (count.ok()) snapshot.counts[base::folded(question.count_groups[i])] = count.value();
  }
  return base::Done{};
}

}  // namespace pinwright::plan
