#include "plan/apply/precheck.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>

#include "base/text.hpp"
#include "plan/apply/fresh.hpp"
#include "plan/live_index.hpp"
#include "plan/live_objects.hpp"
#include "plan/permissions.hpp"
#include "plan/secrets.hpp"
#include "plan/staleness.hpp"
#include "plan/wrong_tenant.hpp"

namespace pinwright::plan {

namespace {

constexpr std::string_view kHelp = "make a new plan";

class Precheck {
 public:
  Precheck(const TenantPlan& plan, Tenant& tenant, const ApplyOptions& options)
      : plan_(plan), tenant_(tenant), options_(options) {
    result_.name = plan.name;
  }

  auto run() -> TenantOutcome {
    if (has_credential() && has_secrets() && ask()) {
      for (const auto* change : changes_) judge(*change);
      judge_references();
    }
    return std::move(result_);
  }

 private:
  auto fail(const base::Error& error) -> bool {
    if (error.kind == base::ErrorKind::Interrupted) {
      result_.interrupted = true;
    } else {
      result_.unusable = error;
    }
    return false;
  }

  auto report(diag::Code code, std::string message, std::string help) -> void {
    auto finding = diag::make(code, {}, std::move(message), std::move(help));
    finding.tenants = {plan_.name};
    result_.diagnostics.push_back(std::move(finding));
  }

  /// Of this tenant, and with the rights for all that is to be written.
  auto has_credential() -> bool {
    const auto access = tenant_.access();
    if (!access.ok()) return fail(access.error());
    if (!is_right_tenant(access.value())) return false;
    const auto missing = missing_for_apply(access.value(), plan_);
    if (missing.empty()) return true;
    result_.diagnostics.push_back(permission_finding(plan_.name, access.value(), missing, {}));
    return false;
  }

  auto is_right_tenant(const Access& access) -> bool {
    if (base::equal_folded(access.tenant_id, plan_.tenant_id)) return true;
    const auto wrong = wrong_credential(access.tenant_id, plan_.tenant_id);
    report(diag::Code::TenantMismatch, wrong.message, wrong.help);
    return false;
  }

  auto has_secrets() -> bool {
    std::set<std::string> missing;
    for (const auto& change : plan_.changes) {
      const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
      if (policy == nullptr || change.action == Action::NoOp) continue;
      for (auto& name : missing_variables(*policy, options_.variable)) missing.insert(std::move(name));
    }
    for (const auto& name : missing) {
      report(diag::Code::SecretMissing, why_missing(name, options_.variable),
             "a plan names secrets and does not hold them: set it for apply too");
    }
    return missing.empty();
  }

  /// One question for everything: objects, then references in the order of the plan.
  auto ask() -> bool {
    for (const auto& change : plan_.changes) {
      if (change.action == Action::NoOp) continue;
      changes_.push_back(&change);
      if (change.kind != object::Kind::Policy) changed_ids_.insert(base::folded(change.id));
    }
    question_ = question_for(changes_);
    first_group_name_ = question_.group_names.size();
    first_group_id_ = question_.group_ids.size();
    for (const auto& reference : plan_.references) add(reference);
    answer_ = tenant_.ask(question_);
    auto lives = lives_in(answer_);
    if (!lives.ok()) return fail(lives.error());
    if (!answer_.scope_tags.ok()) return fail(answer_.scope_tags.error());
    listed_ = std::move(lives).value();
    if (!add_unlisted()) return false;
    lives_.emplace(listed_, options_.workspace, plan_.tenant_id);
    return true;
  }

  /// A list may leave out what is there: what it does not show is gone only if its id says so.
  auto add_unlisted() -> bool {
    Question question;
    for (const auto* change : changes_) {
      const bool is_missing = !change->id.empty() && find_live(listed_, change->kind, change->id) == nullptr;
      if (is_missing && change->kind == object::Kind::Policy)
        question.policy_ids.push_back({change->id, target_before(*change)});
      if (is_missing && change->kind == object::Kind::Filter) question.filter_ids.push_back(change->id);
    }
    if (question.policy_ids.empty() && question.filter_ids.empty()) return true;
    auto answer = tenant_.ask(question);
    for (auto* parts : {&answer.policies_by_id, &answer.filters_by_id}) {
      for (auto& part : *parts) {
        if (part.ok()) {
          listed_.push_back(std::move(part).value());
        } else if (part.error().kind != base::ErrorKind::NotFound) {
          return fail(part.error());
        }
      }
    }
    return true;
  }

  static auto target_before(const Change& change) -> object::Target {
    return change.before ? object::target_of(change.before->object) : target_of(change);
  }

  auto add(const Resolved& reference) -> void {
    if (!is_asked_for(reference)) return;
    switch (reference.kind) {
      case Resolved::Kind::Group:
        (reference.display_name.empty() ? question_.group_ids : question_.group_names)
            .push_back(reference.display_name.empty() ? reference.id : reference.display_name);
        break;
      case Resolved::Kind::Filter:
        question_.filters = true;
        break;
      case Resolved::Kind::ScopeTag:
        question_.scope_tags = true;
        break;
    }
  }

  auto stale(const Change& change, std::string_view what) -> void {
    result_.stale = true;
    result_.diagnostics.push_back(finding_about(diag::Code::StalePlan, plan_.name, change,
                                                fmt::format("{} {}", name_of(change), what), std::string(kHelp)));
  }

  auto judge(const Change& change) -> void {
    if (makes_object(change.action)) {
      if (const auto what = find_conflicting(change, *lives_)) stale(change, *what);
      return;
    }
    const auto* live = lives_->find(change.kind, change.id);
    if (live == nullptr) return stale(change, "is gone since the plan was made");
    if (unread_since(change, *live))
      return stale(change, fmt::format("cannot be read any more: {}", *live->unreadable));
    if (const auto what = change_since(change, *live)) return stale(change, *what);
    if (const auto what = marker_problem(change, *live, options_.workspace, plan_.tenant_id)) stale(change, *what);
  }

  auto judge_references() -> void {
    for (const auto& reference : plan_.references) {
      if (!is_asked_for(reference)) continue;
      const auto ids = ids_of(reference);
      if (ids.size() == 1 && base::equal_folded(ids.front(), reference.id)) continue;
      if (ids.empty() && is_there(reference)) continue;
      if (result_.unusable || result_.interrupted) return;
      result_.stale = true;
      report(diag::Code::StalePlan,
             fmt::format("`{}` led to `{}` when the plan was made, and now to {}", reference.key, reference.id,
                         ids.empty() ? "nothing" : base::listed(ids, 4)),
             std::string(kHelp));
    }
  }

  /// A group or filter that its list left out, and that is there by its id under the name of the plan.
  auto is_there(const Resolved& reference) -> bool {
    if (reference.display_name.empty() || reference.kind == Resolved::Kind::ScopeTag) return false;
    Question question;
    const bool is_group = reference.kind == Resolved::Kind::Group;
    (is_group ? question.group_ids : question.filter_ids).push_back(reference.id);
    const auto answer = tenant_.ask(question);
    const auto& part = (is_group ? answer.groups_by_id : answer.filters_by_id).at(0);
    if (part.ok()) return object::display_name_of(part.value().object) == reference.display_name;
    return part.error().kind != base::ErrorKind::NotFound && fail(part.error());
  }

  /// What this plan makes leads nowhere yet; what it changes may get another name, and was compared as an object.
  auto is_asked_for(const Resolved& reference) const -> bool {
    return !reference.id.empty() && !changed_ids_.contains(base::folded(reference.id));
  }

  /// What the reference may mean now. Groups come in the order in which they were asked for.
  auto ids_of(const Resolved& reference) -> std::vector<std::string> {
    std::vector<std::string> ids;
    switch (reference.kind) {
      case Resolved::Kind::Group:
        return group_ids(reference);
      case Resolved::Kind::Filter:
        for (const auto& live : answer_.filters.value()) {
          const auto& filter = std::get<object::Filter>(live.object);
          // One for another platform is not meant: it could not be used.
          if (object::is_for_windows(filter) && is_meant(reference, live.id, filter.display_name)) {
            ids.push_back(live.id);
          }
        }
        break;
      case Resolved::Kind::ScopeTag:
        for (const auto& tag : answer_.scope_tags.value()) {
          if (is_meant(reference, tag.id, tag.display_name)) ids.push_back(tag.id);
        }
        break;
    }
    return ids;
  }

  static auto is_meant(const Resolved& reference, std::string_view id, std::string_view display_name) -> bool {
    return reference.display_name.empty() ? base::equal_folded(reference.id, id)
                                          : reference.display_name == display_name;
  }

  auto group_ids(const Resolved& reference) -> std::vector<std::string> {
    if (reference.display_name.empty()) {
      const auto& found = answer_.groups_by_id.at(first_group_id_++);
      return found.ok() ? std::vector{found.value().id} : std::vector<std::string>();
    }
    std::vector<std::string> ids;
    for (const auto& group : answer_.groups_by_name.at(first_group_name_++).value()) ids.push_back(group.id);
    return ids;
  }

  const TenantPlan& plan_;
  Tenant& tenant_;
  const ApplyOptions& options_;
  TenantOutcome result_;
  std::vector<const Change*> changes_;
  std::set<std::string> changed_ids_;  // groups and filters, folded
  Question question_;
  std::size_t first_group_name_ = 0, first_group_id_ = 0;  // of the next reference
  Answer answer_;
  std::vector<object::Live> listed_;
  std::optional<LiveIndex> lives_;  // of these
};

}  // namespace

auto check_fresh(const TenantPlan& plan, Tenant& tenant, const ApplyOptions& options) -> TenantOutcome {
  return Precheck(plan, tenant, options).run();
}

}  // namespace pinwright::plan
