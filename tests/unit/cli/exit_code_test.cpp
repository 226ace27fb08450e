#include "cli/online/exit_code.hpp"

#include <catch2/catch.hpp>

namespace {

using namespace pinwright;
using namespace pinwright::cli;
using namespace pinwright::cli::online;
using diag::Severity;

auto good() -> plan::TenantPlan { return {}; }

auto unusable(base::ErrorKind kind = base::ErrorKind::Unreachable) -> plan::TenantPlan {
  plan::TenantPlan tenant;
  tenant.unusable = base::Error{"no token could be had", "", kind};
  return tenant;
}

auto with(diag::Code code) -> plan::TenantPlan {
  plan::TenantPlan tenant;
  tenant.diagnostics.push_back(diag::make(code, {}, "observed"));
  return tenant;
}

auto pending() -> plan::TenantPlan {
  plan::TenantPlan tenant;
  tenant.changes.emplace_back().action = plan::Action::Update;
  return tenant;
}

auto drifted() -> plan::TenantPlan {
  auto tenant = pending();
  tenant.changes.front().sections.settings = plan::Reason::Drift;
  return tenant;
}

auto plan_of(const std::vector<plan::TenantPlan>& tenants) -> ExitCode {
  return plan_exit(tenants, Severity::Error, true);
}

auto drift_of(const std::vector<plan::TenantPlan>& tenants) -> ExitCode { return drift_exit(tenants, Severity::Error); }

constexpr TenantEnd kDone{true, ExitCode::Success};
constexpr TenantEnd kNothing{false, ExitCode::Success};

}  // namespace

TEST_CASE("plan: an unusable tenant outranks a stale one, that a finding, that a pending change") {
  const auto stale = with(diag::Code::StalePlan);
  const auto finding = with(diag::Code::GroupNotFound);
  CHECK(plan_of({pending(), finding, stale, unusable(), good()}) == ExitCode::Unreachable);
  CHECK(plan_of({pending(), finding, stale, good()}) == ExitCode::Stale);
  CHECK(plan_of({pending(), finding, good()}) == ExitCode::Findings);
  CHECK(plan_of({pending(), good()}) == ExitCode::ChangesPending);
  CHECK(plan_of({good()}) == ExitCode::Success);
}

TEST_CASE("plan: pending changes are a success without --detailed-exitcode") {
  CHECK(plan_exit({pending()}, Severity::Error, false) == ExitCode::Success);
}

TEST_CASE("plan: --fail-on decides which findings count") {
  const auto warned = with(diag::Code::LiveConflict);
  CHECK(plan_exit({warned}, Severity::Error, false) == ExitCode::Success);
  CHECK(plan_exit({warned}, Severity::Warning, false) == ExitCode::Findings);
}

TEST_CASE("plan: an interruption is told as such") {
  CHECK(plan_of({unusable(base::ErrorKind::Interrupted), pending()}) == ExitCode::Interrupted);
}

TEST_CASE("drift: an unusable tenant outranks a finding, that a drift; a pending change is none") {
  const auto finding = with(diag::Code::PermissionMissing);
  CHECK(drift_of({drifted(), finding, unusable()}) == ExitCode::Unreachable);
  CHECK(drift_of({drifted(), finding}) == ExitCode::Findings);
  CHECK(drift_of({drifted(), good()}) == ExitCode::Drift);
  CHECK(drift_of({pending(), good()}) == ExitCode::Success);
}

TEST_CASE("apply: something written and something missed is 5, whatever was missed") {
  for (const auto code : {ExitCode::Unreachable, ExitCode::Stale, ExitCode::Findings, ExitCode::Interrupted}) {
    CHECK(apply_exit({kDone, {false, code}}) == ExitCode::Partial);
    CHECK(apply_exit({{true, code}}) == ExitCode::Partial);
  }
}

TEST_CASE("apply: with nothing written, 6 outranks 4, and 4 outranks 1") {
  const TenantEnd unreachable{false, ExitCode::Unreachable};
  const TenantEnd stale{false, ExitCode::Stale};
  const TenantEnd refused{false, ExitCode::Findings};
  CHECK(apply_exit({refused, stale, unreachable, kNothing}) == ExitCode::Unreachable);
  CHECK(apply_exit({refused, stale, kNothing}) == ExitCode::Stale);
  CHECK(apply_exit({refused, kNothing}) == ExitCode::Findings);
  CHECK(apply_exit({kDone, kNothing}) == ExitCode::Success);
  CHECK(apply_exit({}) == ExitCode::Success);
}

TEST_CASE("apply: interrupted with nothing written is 130") {
  CHECK(apply_exit({kNothing, {false, ExitCode::Interrupted}}) == ExitCode::Interrupted);
}

TEST_CASE("apply: 7 only where nothing but approval is missing, whatever was written") {
  const TenantEnd awaiting{true, ExitCode::Awaiting};
  CHECK(apply_exit({awaiting}) == ExitCode::Awaiting);
  CHECK(apply_exit({awaiting, kDone, kNothing}) == ExitCode::Awaiting);
  for (const auto code : {ExitCode::Unreachable, ExitCode::Stale, ExitCode::Findings, ExitCode::Interrupted})
    CHECK(apply_exit({awaiting, {false, code}}) == ExitCode::Partial);
}

TEST_CASE("a tenant waits for approval when all else is done or needs what waits") {
  using State = plan::Outcome::State;
  plan::TenantOutcome outcome;
  outcome.outcomes.emplace_back().state = State::AwaitingApproval;
  CHECK(end_of(outcome).code == ExitCode::Awaiting);
  CHECK(end_of(outcome).wrote);
  outcome.outcomes.emplace_back().state = State::Done;
  CHECK(end_of(outcome).code == ExitCode::Awaiting);
  auto& needing = outcome.outcomes.emplace_back();
  needing.state = State::Skipped;
  needing.needs_approval = true;
  CHECK(end_of(outcome).code == ExitCode::Awaiting);
  for (const auto state : {State::Failed, State::Partly, State::Skipped}) {
    auto other = outcome;
    other.outcomes.emplace_back().state = state;
    CHECK(end_of(other).code == ExitCode::Findings);
  }
  outcome.diagnostics.push_back(diag::make(diag::Code::NotAsWritten, {}, "observed"));
  CHECK(end_of(outcome).code == ExitCode::Findings);
}

TEST_CASE("a tenant's apply is a success only when every object is done and nothing was found") {
  plan::TenantOutcome outcome;
  outcome.wrote = true;
  outcome.outcomes.emplace_back().state = plan::Outcome::State::Done;
  CHECK(end_of(outcome).code == ExitCode::Success);
  CHECK(end_of(outcome).wrote);
  auto skipped = outcome;
  skipped.outcomes.emplace_back().state = plan::Outcome::State::Skipped;
  CHECK(end_of(skipped).code == ExitCode::Findings);
  auto other = outcome;
  other.diagnostics.push_back(diag::make(diag::Code::NotAsWritten, {}, "observed"));
  CHECK(end_of(other).code == ExitCode::Findings);
  auto stale = outcome;
  stale.stale = true;
  CHECK(end_of(stale).code == ExitCode::Stale);
}

TEST_CASE("apply passes over a tenant for what is wrong with it, and not for what is wrong with one object") {
  CHECK(is_left_out(unusable(), Severity::Error));
  CHECK(is_left_out(with(diag::Code::StalePlan), Severity::Error));
  CHECK(is_left_out(with(diag::Code::GroupNotFound), Severity::Error));
  CHECK(!is_left_out(good(), Severity::Error));
  CHECK(!is_left_out(with(diag::Code::LiveConflict), Severity::Error));
  CHECK(is_left_out(with(diag::Code::LiveConflict), Severity::Warning));
  CHECK(!is_left_out(with(diag::Code::UnmanagedTarget), Severity::Error));
  CHECK(!is_left_out(with(diag::Code::TargetChanged), Severity::Error));
  auto waived = with(diag::Code::GroupNotFound);
  waived.diagnostics.front().waived = true;
  CHECK(!is_left_out(waived, Severity::Error));
}
