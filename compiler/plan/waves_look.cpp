#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "plan/apply_stale.hpp"
#include "plan/apply_write.hpp"
#include "plan/waves.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kShownPaths = 8;

using Lives = std::vector<object::Live>;
using Paths = std::map<const Job*, std::vector<std::string>>;  // at which a job is not as written

auto written(Run& run) -> std::vector<Job*> {
  std::vector<Job*> jobs;
  for (auto& job : run.jobs) {
    if (job.stage == Job::Stage::Written) jobs.push_back(&job);
  }
  return jobs;
}

/// A mask counts as written: a write that was answered took the value, and secrets are read only where a plan needs
/// them.
auto paths_of(Run& run, Job& job, const Lives& lives) -> std::vector<std::string> {
  const auto* live = find_live(lives, job.change->kind, job.id);
  const bool is_there = live != nullptr;
  const bool is_to_go = job.change->action == Action::Delete;
  if (is_to_go) return is_there ? std::vector<std::string>{"it is still there"} : std::vector<std::string>();
  if (!is_there) return {"it is not there"};
  auto paths = unlike(*live, run.with_secrets(job.wanted), *job.change, job.assignments);
  if (paths.empty()) note_left(run, job, *live);
  return paths;
}

auto look(Run& run, const std::vector<Job*>& jobs) -> base::Result<Paths> {
  const auto lives = run.list(jobs);
  if (!lives.ok()) return lives.error();
  Paths unlike;
  for (auto* job : jobs) {
    auto paths = paths_of(run, *job, lives.value());
    if (!paths.empty()) unlike.emplace(job, std::move(paths));
  }
  return unlike;
}

auto end_unlike(Run& run, Job& job, const std::vector<std::string>& paths) -> void {
  auto message = fmt::format("{} is not as it was written: {}", name_of(*job.change), base::listed(paths, kShownPaths));
  const std::string help = "make a new plan: it shows what the tenant holds";
  run.report(finding_about(diag::Code::NotAsWritten, run.plan.name, *job.change, message, help));
  run.end_failed(job, {std::move(message), help});
}

}  // namespace

auto look_at_all(Run& run) -> void {
  const auto jobs = written(run);
  if (jobs.empty() || !run.can_go_on()) return;
  auto unlike = look(run, jobs);
  // A write is not seen at once everywhere.
  for (const auto pause : kLooks) {
    if ((unlike.ok() && unlike.value().empty()) || !run.can_go_on()) break;
    run.wait(pause);
    unlike = look(run, jobs);
  }
  if (!unlike.ok()) {
    if (run.can_go_on()) run.note_unusable(unlike.error());
    return;
  }
  for (auto* job : jobs) {
    const auto found = unlike.value().find(job);
    if (found == unlike.value().end()) {
      run.end_written(*job);
    } else {
      end_unlike(run, *job, found->second);
    }
  }
}

}  // namespace pinwright::plan
