#include "plan/apply/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "object/from_graph.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/apply/request_with_recovery.hpp"
#include "plan/live_objects.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kShownPaths = 8;

using Lives = std::vector<object::Live>;
using Paths = std::map<const Job*, std::vector<std::string>>;  // at which a job is not as written

auto written(ApplyRun& run) -> std::vector<Job*> {
  std::vector<Job*> jobs;
  for (auto& job : run.jobs) {
    if (job.stage == Job::Stage::Written) jobs.push_back(&job);
  }
  return jobs;
}

/// Nobody else has written to what this run created: then its encrypted values are those that were sent. An assignment
/// may count as a version, or not.
auto is_as_created(const Job& job, const object::Live& live) -> bool {
  if (job.change->action != Action::Create || !job.live) return false;
  return live.version <= job.live->version + (job.assignments.empty() ? 0 : 1);
}

/// Masked settings of the objects that these jobs wrote, and that only their plain text can vouch for.
class Masks {
 public:
  Masks(Lives& lives, const std::vector<Job*>& jobs) {
    for (auto& live : lives) {
      auto* policy = std::get_if<object::Policy>(&live.object);
      const auto* job = policy != nullptr ? writer_of(live, jobs) : nullptr;
      if (job == nullptr || is_as_created(*job, live)) continue;
      for (auto& setting : policy->settings) add(live, setting);
    }
  }
  /// What cannot be read stays a mask, and counts as written.
  auto reveal(Tenant& tenant) -> void {
    if (question_.masked.empty()) return;
    const auto answer = tenant.ask(question_);
    for (std::size_t i = 0; i < settings_.size() && i < answer.plain_texts.size(); ++i) {
      if (answer.plain_texts[i].ok()) object::reveal(*settings_[i], answer.plain_texts[i].value());
    }
  }

 private:
  static auto writer_of(const object::Live& live, const std::vector<Job*>& jobs) -> const Job* {
    const auto found = std::find_if(jobs.begin(), jobs.end(), [&](const Job* job) {
      return job->change->after && base::equal_folded(job->id, live.id);
    });
    return found == jobs.end() ? nullptr : *found;
  }
  auto add(const object::Live& live, object::Setting& setting) -> void {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    if (mask == nullptr || mask->reference.empty()) return;
    question_.masked.push_back({live.id, mask->reference});
    settings_.push_back(&setting);
  }

  Question question_;
  std::vector<object::Setting*> settings_;
};

auto paths_of(ApplyRun& run, Job& job, const Lives& lives, const Lives& revealed) -> std::vector<std::string> {
  const auto* live = find_live(lives, job.change->kind, job.id);
  const bool is_there = live != nullptr;
  const bool is_to_go = job.change->action == Action::Delete;
  if (is_to_go) return is_there ? std::vector<std::string>{"it is still there"} : std::vector<std::string>();
  if (!is_there) return {"it is not there"};
  auto paths = mismatched_paths(*find_live(revealed, job.change->kind, job.id), run.with_secrets(job.wanted),
                                *job.change, job.assignments);
  if (paths.empty()) record_result(run, job, *live);
  return paths;
}

auto look(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<Paths> {
  const auto lives = run.list(jobs);
  if (!lives.ok()) return lives.error();
  auto revealed = lives.value();
  Masks(revealed, jobs).reveal(run.tenant);
  Paths mismatches;
  for (auto* job : jobs) {
    auto paths = paths_of(run, *job, lives.value(), revealed);
    if (!paths.empty()) mismatches.emplace(job, std::move(paths));
  }
  return mismatches;
}

auto end_mismatched(ApplyRun& run, Job& job, const std::vector<std::string>& paths) -> void {
  auto message = fmt::format("{} is not as it was written: {}", name_of(*job.change), base::listed(paths, kShownPaths));
  const std::string help = "make a new plan: it shows what the tenant holds";
  run.report(finding_about(diag::Code::NotAsWritten, run.plan.name, *job.change, message, help));
  run.end_failed(job, {std::move(message), help});
}

}  // namespace

auto verify_all(ApplyRun& run) -> void {
  const auto jobs = written(run);
  if (jobs.empty() || !run.can_go_on()) return;
  auto mismatches = look(run, jobs);
  // A write is not seen at once everywhere.
  for (const auto pause : kPollDelays) {
    if ((mismatches.ok() && mismatches.value().empty()) || !run.can_go_on()) break;
    run.wait(pause);
    mismatches = look(run, jobs);
  }
  if (!mismatches.ok()) {
    if (run.can_go_on()) run.note_unusable(mismatches.error());
    return;
  }
  for (auto* job : jobs) {
    const auto found = mismatches.value().find(job);
    if (found == mismatches.value().end()) {
      run.end_written(*job);
    } else {
      end_mismatched(run, *job, found->second);
    }
  }
}

}  // namespace pinwright::plan
