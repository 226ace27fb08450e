#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "plan/apply_stale.hpp"
#include "plan/apply_write.hpp"
#include "plan/secrets.hpp"
#include "plan/waves.hpp"

namespace pinwright::plan {

namespace {

using object::Kind;

/// A group or filter that the job's assignments use and that was not written as planned.
auto failed_need(const Run& run, const Job& job) -> const Job* {
  const auto uses = [&](const Job& other) {
    return std::any_of(job.change->assignments.begin(), job.change->assignments.end(), [&](const auto& assignment) {
      const auto& key = other.change->key;
      return other.change->kind == Kind::Group ? assignment.group.key == key
                                               : assignment.filter && assignment.filter->filter.key == key;
    });
  };
  for (const auto& other : run.jobs) {
    const bool is_target = other.change->kind != Kind::Policy && other.change->action != Action::Delete;
    if (is_target && other.stage == Job::Stage::Ended && uses(other)) return &other;
  }
  return nullptr;
}

/// Why the body cannot be made; where only a description or assignments are written there is none.
auto fault_of(const Run& run, const Change& change) -> std::optional<base::Error> {
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  if (policy == nullptr || !writes_body(change)) return std::nullopt;
  const auto masked = std::find_if(policy->settings.begin(), policy->settings.end(), [](const auto& setting) {
    return std::holds_alternative<object::Masked>(setting.value);
  });
  if (masked != policy->settings.end()) {
    return base::Error{fmt::format("the value of `{}` is a mask, which is no value to write", masked->key.text()), {}};
  }
  const auto missing = missing_variables(*policy, run.options.variable);
  if (missing.empty()) return std::nullopt;
  return base::Error{fmt::format("the environment has no value for {}", base::listed(missing, missing.size())),
                     "set it for apply, as it was for plan"};
}

}  // namespace

auto prepare(Run& run, Job& job) -> bool {
  const auto& change = *job.change;
  if (const auto* need = failed_need(run, job); change.manages_assignments && need != nullptr) {
    run.end_skipped(job, fmt::format("it needs the {}, which was not written", name_of(*need->change)));
    return false;
  }
  if (auto fault = fault_of(run, change)) {
    run.end_failed(job, *std::move(fault));
    return false;
  }
  auto assignments = with_ids(change.assignments, run.made);
  if (!assignments.ok()) {
    run.end_failed(job, assignments.error());
    return false;
  }
  job.assignments = std::move(assignments).value();
  job.wanted = wanted_object(change, job.assignments, run.options.workspace, run.plan.tenant_id,
                             job.live ? &*job.live : nullptr);
  return true;
}

auto create_all(Run& run, const std::vector<Job*>& jobs) -> void {
  if (jobs.empty() || !run.can_go_on()) return;
  const auto lives = run.list(jobs);
  for (auto* job : jobs) {
    if (!run.begin(*job)) continue;
    if (!lives.ok()) {
      run.end_failed(*job, lives.error());
      continue;
    }
    const auto obstacle = in_the_way(*job->change, lives.value(), run.options.workspace, run.plan.tenant_id);
    if (obstacle) {
      run.end_stale(*job, *obstacle);
    } else if (prepare(run, *job)) {
      const auto status = post(run, *job);
      if (!status.ok()) run.end_failed(*job, status.error());
    }
  }
}

auto write_groups_and_filters(Run& run) -> void {
  create_all(run, run.open({Kind::Group, Kind::Filter}, {Action::Create}));
  settle_twins(run, {Kind::Group, Kind::Filter});
  for (auto* job : run.open({Kind::Group, Kind::Filter}, {Action::Create})) {
    if (job->id.empty()) continue;
    run.made[{job->change->kind, job->change->key}] = job->id;
    job->stage = Job::Stage::Written;
  }
  for (auto* job : run.open({Kind::Group, Kind::Filter}, {Action::Update, Action::Adopt})) update_object(run, *job);
}

auto create_policies(Run& run) -> void { create_all(run, run.open({Kind::Policy}, {Action::Create})); }

auto assign_created(Run& run) -> void {
  for (auto* job : run.open({Kind::Policy}, {Action::Create})) {
    if (job->id.empty()) continue;
    if (job->assignments.empty()) {
      job->stage = Job::Stage::Written;
    } else if (run.begin(*job)) {
      conclude(run, *job, assign(run, *job));
    }
  }
}

}  // namespace pinwright::plan
