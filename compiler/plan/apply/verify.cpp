#include "plan/apply/verify.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "object/from_graph.hpp"
#include "object/marker.hpp"
#include "plan/apply/mismatches.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"
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
  if (!makes_object(job.change->action) || !job.live) return false;
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
    const bool can_be_told = object::codec_of(object::target_of(live.object)).tells_masked;
    if (mask == nullptr || mask->reference.empty() || !can_be_told) return;
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

/// What the tenant shows after the last write.
struct LastLook {
  Lives lives;
  Paths mismatches;
  bool lacks_new = false;  // a list does not show yet what this run made
};

auto look(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<LastLook> {
  auto lives = run.list_all(jobs);
  if (!lives.ok()) return lives.error();
  LastLook last{std::move(lives).value(), {}, false};
  auto revealed = last.lives;
  Masks(revealed, jobs).reveal(run.tenant);
  for (auto* job : jobs) {
    auto paths = paths_of(run, *job, last.lives, revealed);
    const bool is_there = find_live(last.lives, job->change->kind, job->id) != nullptr;
    last.lacks_new = last.lacks_new || (makes_object(job->change->action) && !is_there);
    if (!paths.empty()) last.mismatches.emplace(job, std::move(paths));
  }
  return last;
}

/// A write is not seen at once everywhere.
auto patient_look(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<LastLook> {
  auto last = look(run, jobs);
  for (std::size_t i = 0; i < kNewObjectDelays.size() && run.can_go_on(); ++i) {
    if (last.ok() && last.value().mismatches.empty()) break;
    const bool may_come = i < kPollDelays.size() || (last.ok() && last.value().lacks_new);
    if (!may_come) break;
    run.wait(kNewObjectDelays.at(i));
    last = look(run, jobs);
  }
  return last;
}

using Key = std::pair<object::Kind, std::string>;

/// This workspace's objects by what their markers say, without the copies that the plan told of.
auto by_key(const ApplyRun& run, const Lives& lives) -> std::map<Key, std::map<std::string, const object::Live*>> {
  std::map<Key, std::map<std::string, const object::Live*>> found;
  const auto tenant = object::tenant_mark(run.plan.tenant_id);
  for (const auto& live : lives) {
    const auto marker = marker_in(live.object);
    if (!marker || marker->workspace != run.options.workspace || marker->tenant != tenant) continue;
    const auto& copies = run.plan.copies;
    if (std::find(copies.begin(), copies.end(), live.id) != copies.end()) continue;
    found[{object::kind_of(live.object), marker->key}].emplace(live.id, &live);
  }
  return found;
}

/// Whoever made them: a twin is named, and what this run wrote of it is not all that was to be.
auto report_twins(ApplyRun& run, const std::vector<Job*>& jobs, const Lives& lives) -> void {
  for (const auto& [key, twins] : by_key(run, lives)) {
    if (twins.size() < 2) continue;
    if (twins.size() == 2 && is_replacement(*twins.begin()->second, *twins.rbegin()->second)) continue;
    std::vector<std::string> ids;
    for (const auto& [id, live] : twins) ids.push_back(id);
    Change change;
    change.kind = key.first;
    change.key = key.second;
    auto message = fmt::format("{} objects of the tenant carry the marker of the {}: {}", ids.size(), name_of(change),
                               base::listed(ids, kShownPaths));
    const std::string help =
        "decide in the Intune admin center which one stays, and delete the other or remove the last line of its "
        "description";
    run.report(finding_about(diag::Code::DuplicateLivePolicy, run.plan.name, change, message, help));
    for (auto* job : jobs) {
      if (job->stage == Job::Stage::Written && Key(job->change->kind, job->change->key) == key)
        run.end_failed(*job, {message, help});
    }
  }
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
  const auto last = patient_look(run, jobs);
  if (!last.ok()) {
    if (run.can_go_on()) run.note_unusable(last.error());
    return;
  }
  report_twins(run, jobs, last.value().lives);
  const auto& mismatches = last.value().mismatches;
  for (auto* job : jobs) {
    if (job->stage != Job::Stage::Written) continue;
    const auto found = mismatches.find(job);
    if (found == mismatches.end()) {
      run.end_written(*job);
    } else {
      end_mismatched(run, *job, found->second);
    }
  }
}

}  // namespace pinwright::plan
