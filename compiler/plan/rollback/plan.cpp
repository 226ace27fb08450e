#include "plan/rollback/plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/rollback/history.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

/// Nothing of `before` was changed. A journal leaves values out, so their hashes cannot be compared.
auto is_untouched(const object::Live& before, const object::Live& live) -> bool {
  if (object::description_of(before.object).value_or("") != object::description_of(live.object).value_or("")) {
    return false;
  }
  if (!before.last_modified.empty()) {
    return before.last_modified == live.last_modified && before.version == live.version;
  }
  return object::differences(&before.object, &live.object).empty();
}

/// `live` still is what the run left.
auto is_as_left(const History& history, const object::Live& live) -> bool {
  return history.left.contains(object::live_hash(live)) || history.left.contains(state_hash(live));
}

/// URIs of settings whose value the journal does not hold.
auto unknown_values(const object::Live& live) -> std::vector<std::string> {
  std::vector<std::string> uris;
  const auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return uris;
  for (const auto& setting : policy->settings) {
    if (std::holds_alternative<object::Masked>(setting.value)) uris.push_back(base::quoted(setting.key.text()));
  }
  return uris;
}

auto tenant_id_of(const JournalFile& journal, const std::string& tenant_name) -> std::string {
  const auto found = std::find_if(journal.entries.begin(), journal.entries.end(), [&](const Entry& entry) {
    return entry.is_intent && entry.intent.tenant == tenant_name;
  });
  return found == journal.entries.end() ? std::string() : found->intent.tenant_id;
}

class Rollback {
 public:
  Rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant)
      : workspace_(journal.workspace), tenant_(tenant), histories_(histories_of(journal, tenant_name)) {
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
    Question question;
    for (const auto& history : histories_) {
      question.policies = question.policies || history.kind == Kind::Policy;
      question.filters = question.filters || history.kind == Kind::Filter;
      if (history.kind == Kind::Group && !history.id.empty()) question.group_ids.push_back(history.id);
    }
    auto lives = lives_in(tenant_.ask(question));
    if (!lives.ok()) {
      plan_.unusable = lives.error();
      return false;
    }
    lives_ = std::move(lives).value();
    return true;
  }

  auto judge(const History& history) -> void {
    if (history.id.empty()) return judge_lost(history);
    const auto* live = find_live(lives_, history.kind, history.id);
    if (history.created) {
      if (live != nullptr) undo_create(history, *live);
    } else if (!history.before) {
      stale(change_for(history, live), "is in the journal without its former state");
    } else if (live != nullptr) {
      undo_update(history, *live);
    } else if (history.removed) {
      undo_remove(history);
    } else {
      stale(change_for(history, live), "is gone since the apply");
    }
  }

  /// A POST without answer: whatever carries its marker now may be what it made.
  auto judge_lost(const History& history) -> void {
    const auto change = change_for(history, nullptr);
    const auto is_other = [&](const object::Live& live) {
      return std::any_of(histories_.begin(), histories_.end(),
                         [&](const History& one) { return base::equal_folded(one.id, live.id); });
    };
    auto unknown = lives_;
    std::erase_if(unknown, is_other);
    if (!find_conflicting(change, unknown, workspace_, plan_.tenant_id)) return;
    stale(change, "may have been made by the apply: the journal does not say");
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
    if (!is_as_left(history, live)) return stale_state(history, change);
    change.action = Action::Delete;
    change.reason = Reason::Removed;
    change.paths = object::differences(&live.object, nullptr);
    plan_.changes.push_back(std::move(change));
  }

  auto undo_update(const History& history, const object::Live& live) -> void {
    auto change = change_for(history, &live);
    if (!is_as_left(history, live)) {
      if (!is_untouched(*history.before, live)) stale_state(history, change);
      return;
    }
    if (history.updated && !has_all_values(history, change)) return;
    restore(change, *history.before);
    change.action = Action::Update;
    change.reason = Reason::Config;
    change.paths = object::differences(&live.object, &*change.after);
    auto more = object::differences(live.assignments, change.assignments);
    const bool are_assigned_otherwise = !more.empty();
    object::append(change.paths, std::move(more));
    // Without these the description alone is written: no value is needed then.
    if (history.updated) change.sections.settings = change.sections.rest = Reason::Config;
    if (are_assigned_otherwise) change.sections.assignments = Reason::Config;
    plan_.changes.push_back(std::move(change));
  }

  auto undo_remove(const History& history) -> void {
    auto change = change_for(history, nullptr);
    if (const auto what = find_conflicting(change, lives_, workspace_, plan_.tenant_id)) return stale(change, *what);
    if (!has_all_values(history, change)) return;
    restore(change, *history.before);
    change.action = Action::Create;
    change.reason = Reason::New;
    change.id.clear();
    change.live_hash = "absent";
    change.paths = object::differences(nullptr, &*change.after);
    plan_.changes.push_back(std::move(change));
  }

  auto restore(Change& change, const object::Live& before) const -> void {
    change.after = before.object;
    change.restores = true;
    const auto marker = marker_in(before.object);
    change.is_protected = marker && marker->is_protected;
    if (change.kind != Kind::Policy) return;
    change.manages_assignments = true;
    change.assignments = before.assignments;
    for (auto& assignment : change.assignments) {
      if (assignment.filter) lead_to_new(assignment.filter->filter);
    }
  }

  /// A filter that was deleted comes back with another id.
  auto lead_to_new(object::Reference& filter) const -> void {
    for (const auto& history : histories_) {
      const bool comes_back =
          history.kind == Kind::Filter && base::equal_folded(history.id, filter.id) &&
          std::any_of(plan_.changes.begin(), plan_.changes.end(), [&](const Change& one) {
            return one.kind == Kind::Filter && one.action == Action::Create && one.key == history.key;
          });
      if (comes_back) filter = {history.key, object::display_name_of(history.before->object), {}};
    }
  }

  static auto change_for(const History& history, const object::Live* live) -> Change {
    Change change;
    change.kind = history.kind;
    change.key = history.key;
    change.id = history.id;
    const auto* known = history.before ? &*history.before : live;
    if (known != nullptr) change.name = object::display_name_of(known->object);
    if (live == nullptr) return change;
    change.before = *live;
    change.live_hash = object::live_hash(*live);
    return change;
  }

  auto has_all_values(const History& history, const Change& change) -> bool {
    const auto unknown = unknown_values(*history.before);
    if (unknown.empty()) return true;
    plan_.diagnostics.push_back(
        finding_about(diag::Code::MaskedValue, plan_.name, change,
                      fmt::format("{} cannot be put back: the journal does not hold the value of {}", name_of(change),
                                  base::listed(unknown, 4)),
                      "it stays as it is; secrets and values that Intune keeps encrypted are in no journal: apply the "
                      "files of then"));
    return false;
  }

  auto stale(const Change& change, std::string_view what) -> void {
    plan_.diagnostics.push_back(finding_about(diag::Code::StalePlan, plan_.name, change,
                                              fmt::format("{} {}", name_of(change), what),
                                              "put it right by hand, or apply the files of then"));
  }
  auto stale_state(const History& history, const Change& change) -> void {
    stale(change, history.left.empty() ? "is not put back: the journal does not say what the apply left of it"
                                       : "was changed since the apply");
  }

  const std::string& workspace_;
  Tenant& tenant_;
  std::vector<History> histories_;
  std::vector<object::Live> lives_;
  TenantPlan plan_;
};

}  // namespace

auto plan_rollback(const JournalFile& journal, const std::string& tenant_name, Tenant& tenant) -> TenantPlan {
  return Rollback(journal, tenant_name, tenant).run();
}

}  // namespace pinwright::plan
