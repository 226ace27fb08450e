#include "plan/rollback/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "object/codec/codec.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"
#include "plan/rollback/details.hpp"
#include "plan/rollback/findings.hpp"
#include "plan/rollback/history.hpp"
#include "plan/rollback/live_scene.hpp"
#include "plan/rollback/standing.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

auto tenant_id_of(const JournalFile& journal, const std::string& tenant_name) -> std::string {
  const auto found = std::find_if(journal.entries.begin(), journal.entries.end(), [&](const Entry& entry) {
    return entry.is_intent && entry.intent.tenant == tenant_name;
  });
  return found == journal.entries.end() ? std::string() : found->intent.tenant_id;
}

auto change_for(const History& history, const object::Live* live) -> Change {
  Change change;
  change.kind = history.kind;
  change.key = history.key;
  change.id = history.id;
  const auto* known = history.before ? &*history.before : live;
  change.name = known != nullptr ? object::display_name_of(known->object) : history.name;
  if (live == nullptr) return change;
  change.id = live->id;
  change.before = *live;
  change.live_hash = object::live_hash(*live);
  return change;
}

/// Assignments or the description alone are written: no value of a secret is needed.
auto leave_values(Change& change) -> void {
  auto* policy = std::get_if<object::Policy>(&*change.after);
  if (policy == nullptr) return;
  for (auto& setting : policy->settings) {
    if (setting.secrets.empty()) continue;
    setting.value = object::Masked{};
    setting.secrets.clear();
  }
}

/// The marker in the description names the object whose place is taken.
auto set_replaces(object::Object& object, const std::string& id) -> void {
  auto parts = object::split_description(object::description_of(object).value_or(""));
  if (!parts.marker) return;
  parts.marker->replaces = id;
  object::set_description(object, object::join_description(object::kind_of(object), parts.text, *parts.marker));
}

/// Of a policy whose names are written without its settings: they are not what they were.
auto renamed_alone(const object::Live& before, const object::Live& live) -> bool {
  if (!object::replaces_whole(object::codec_of(object::target_of(before.object)))) return false;
  return object::canonical_rest(before.object, before.object) != object::canonical_rest(live.object, before.object);
}

class Rollback {
 public:
  Rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant, const RollbackOptions& options)
      : workspace_(journal.workspace),
        tenant_(tenant),
        options_(options),
        histories_(histories_of(journal, tenant_name, options.catalog)) {
    plan_.name = tenant_name;
    plan_.tenant_id = tenant_id_of(journal, tenant_name);
  }

  auto run() -> TenantPlan {
    if (histories_.empty() || !is_right_tenant() || !ask()) return std::move(plan_);
    // Filters first: a policy that used one which is gone waits for the new one's id.
    for (const auto kind : {Kind::Group, Kind::Filter, Kind::Policy}) {
      for (const auto& history : histories_) {
        if (history.kind == kind) judge(history);
      }
    }
    add_details(tenant_, options_, plan_.changes);
    return std::move(plan_);
  }

 private:
  auto is_right_tenant() -> bool {
    const auto access = tenant_.access();
    if (!access.ok()) {
      plan_.unusable = access.error();
      return false;
    }
    if (base::equal_folded(access.value().tenant_id, plan_.tenant_id)) return true;
    auto finding = diag::make(diag::Code::TenantMismatch, {},
                              fmt::format("the credential is for tenant `{}`, and the journal of `{}`",
                                          access.value().tenant_id, plan_.tenant_id),
                              "sign in to the tenant that the journal was written for");
    finding.tenants = {plan_.name};
    plan_.diagnostics.push_back(std::move(finding));
    return false;
  }

  auto ask() -> bool {
    auto scene = LiveScene::of(tenant_, histories_, workspace_, plan_.tenant_id);
    if (!scene.ok()) {
      plan_.unusable = scene.error();
      return false;
    }
    scene_.emplace(std::move(scene).value());
    return true;
  }

  auto judge(const History& history) -> void {
    if (history.id.empty()) return judge_lost(history);
    const auto* live = scene_->find(history);
    if (history.created) {
      if (live != nullptr) undo_create(history, *live);
    } else if (!history.before) {
      findings_.stale(change_for(history, live), "is in the journal without its former state");
    } else if (live != nullptr) {
      undo_update(history, *live);
    } else if (history.removed) {
      undo_remove(history);
    } else if (history.not_as_written) {
      findings_.leave(change_for(history, live));
    } else {
      findings_.stale(change_for(history, live), "is gone since the apply");
    }
  }

  /// A POST without answer: whatever carries its marker now may be what it made.
  auto judge_lost(const History& history) -> void {
    if (history.kind == Kind::Group) return judge_lost_group(history);
    const auto change = change_for(history, nullptr);
    if (!find_conflicting(change, scene_->stranger_index())) return;
    findings_.stale(change, "may have been made by the apply: the journal does not say");
  }

  /// It stays in any case, as every group does: it is named.
  auto judge_lost_group(const History& history) -> void {
    for (const auto* live : scene_->strangers()) {
      if (object::kind_of(live->object) != Kind::Group || object::display_name_of(live->object) != history.name)
        continue;
      auto change = change_for(history, live);
      findings_.warn(change,
                     fmt::format("{} may have been made by the apply, which got no answer: {} has the id `{}`",
                                 name_of(change), base::quoted(history.name), live->id),
                     "groups are never deleted: see for yourself whether it is needed");
      change.action = Action::NoOp;
      change.reason = Reason::Protected;
      plan_.changes.push_back(std::move(change));
    }
  }

  auto undo_create(const History& history, const object::Live& live) -> void {
    auto change = change_for(history, &live);
    const auto marker = marker_in(live.object);
    if (history.kind == Kind::Group || (marker && marker->is_protected)) {
      change.action = Action::NoOp;
      change.reason = Reason::Protected;
      plan_.changes.push_back(std::move(change));
      return;
    }
    if (!is_as_left(history, live)) return findings_.stale_state(history, change);
    if (const auto old = scene_->replaced_and_gone(live)) {
      return findings_.stale(change,
                             fmt::format("is all that is left of the policy: what it took the place of, `{}`, is gone. "
                                         "Roll back the apply that deleted that one first",
                                         *old));
    }
    change.action = Action::Delete;
    change.reason = Reason::Removed;
    plan_.changes.push_back(std::move(change));
  }

  auto undo_update(const History& history, const object::Live& live) -> void {
    auto change = change_for(history, &live);
    const auto assignments = assignments_of(*history.before);
    switch (standing_of(history, live, assignments)) {
      case Standing::Back:
        return;
      case Standing::Other:
        return findings_.stale_state(history, change);
      case Standing::AsLeft:
      case Standing::Between:
        break;
    }
    restore(change, *history.before);
    if (!history.updated) leave_values(change);
    if (history.updated && !fill(change)) return;
    change.action = Action::Update;
    change.reason = Reason::Config;
    // Without these the description alone is written: no value is needed then.
    if (history.updated) change.sections.settings = change.sections.rest = Reason::Config;
    if (renamed_alone(*history.before, live)) change.sections.rest = Reason::Config;
    if (!same_assignments(live.assignments, assignments)) change.sections.assignments = Reason::Config;
    plan_.changes.push_back(std::move(change));
  }

  auto undo_remove(const History& history) -> void {
    auto before = *history.before;
    const auto* successor = scene_->successor_of(history);
    // It comes back under another id: the two have to know each other again.
    if (successor != nullptr) set_replaces(before.object, successor->id);
    const auto& strangers = scene_->strangers();
    const auto anew = std::find_if(strangers.begin(), strangers.end(),
                                   [&](const object::Live* live) { return is_made_anew(before, *live); });
    if (anew != strangers.end()) return finish_anew(history, before, **anew);
    auto change = change_for(history, nullptr);
    if (successor != nullptr) change.replaces = successor->id;
    if (const auto what = find_conflicting(change, scene_->stranger_index())) return findings_.stale(change, *what);
    restore(change, before);
    if (!fill(change)) return;
    change.action = Action::Create;
    change.reason = Reason::New;
    change.id.clear();
    change.live_hash = "absent";
    plan_.changes.push_back(std::move(change));
  }

  /// A rollback that was cut short has made it already, and has assigned it or not.
  auto finish_anew(const History& history, const object::Live& before, const object::Live& live) -> void {
    made_anew_[base::folded(history.id)] = live.id;
    auto change = change_for(history, &live);
    restore(change, before);
    leave_values(change);
    if (history.kind != Kind::Policy || same_assignments(live.assignments, change.assignments)) return;
    if (!live.assignments.empty()) return findings_.stale(change, "was made anew, and was assigned otherwise since");
    change.action = Action::Update;
    change.reason = Reason::Unfinished;
    change.sections.assignments = Reason::Unfinished;
    plan_.changes.push_back(std::move(change));
  }

  auto restore(Change& change, const object::Live& before) const -> void {
    change.after = before.object;
    change.restores = true;
    const auto marker = marker_in(before.object);
    change.is_protected = marker && marker->is_protected;
    if (change.kind != Kind::Policy) return;
    change.manages_assignments = true;
    change.assignments = assignments_of(before);
  }

  auto assignments_of(const object::Live& before) const -> std::vector<object::Assignment> {
    auto assignments = before.assignments;
    for (auto& assignment : assignments) {
      if (assignment.filter) lead_to_new(assignment.filter->filter);
    }
    return assignments;
  }

  /// A filter that was deleted comes back with another id.
  auto lead_to_new(object::Reference& filter) const -> void {
    if (const auto made = made_anew_.find(base::folded(filter.id)); made != made_anew_.end()) {
      filter.id = made->second;
      return;
    }
    for (const auto& history : histories_) {
      const bool comes_back =
          history.kind == Kind::Filter && base::equal_folded(history.id, filter.id) &&
          std::any_of(plan_.changes.begin(), plan_.changes.end(), [&](const Change& one) {
            return one.kind == Kind::Filter && one.action == Action::Create && one.key == history.key;
          });
      if (comes_back) filter = {history.key, object::display_name_of(history.before->object), {}};
    }
  }

  /// Puts in the values that the journal does not hold. False: nobody knows them all, and the object stays.
  auto fill(Change& change) -> bool {
    auto* policy = std::get_if<object::Policy>(&*change.after);
    if (policy == nullptr) return true;
    const auto filled = fill_values(*policy, change.key, options_.files, options_.variable);
    if (!filled.missing.empty() || !filled.unset.empty()) {
      findings_.give_up(change, filled);
      return false;
    }
    if (!filled.variables.empty()) findings_.note_environment(change, filled.variables);
    return true;
  }

  const std::string& workspace_;
  Tenant& tenant_;
  const RollbackOptions& options_;
  std::vector<History> histories_;
  std::optional<LiveScene> scene_;                // once it was asked
  std::map<std::string, std::string> made_anew_;  // ids of objects that are there again, by folded former id
  TenantPlan plan_;
  RollbackFindings findings_{plan_};
};

}  // namespace

auto plan_rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant,
                   const RollbackOptions& options) -> TenantPlan {
  return Rollback(journal, tenant_name, tenant, options).run();
}

}  // namespace pinwright::plan
