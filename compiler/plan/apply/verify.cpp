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
#include "plan/apply/poll_delays.hpp"
#include "plan/apply/single_write.hpp"
#include "plan/live_index.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kShownPaths = 8;

using Found = std::vector<object::Live>;
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
  Masks(Found& lives, const std::vector<Job*>& jobs) {
    std::map<std::string, const Job*> writers;
    for (const auto* job : jobs) {
      if (job->change->after) writers.emplace(base::folded(job->id), job);
    }
    for (auto& live : lives) {
      auto* policy = std::get_if<object::Policy>(&live.object);
      const auto writer = policy != nullptr ? writers.find(base::folded(live.id)) : writers.end();
      const auto* job = writer != writers.end() ? writer->second : nullptr;
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

/// `live` and `revealed`: the object as the list shows it, and with its values in clear; nullptr: it is not there.
auto paths_of(ApplyRun& run, Job& job, const object::Live* live, const object::Live* revealed)
    -> std::vector<std::string> {
  const bool is_there = live != nullptr;
  const bool is_to_go = job.change->action == Action::Delete;
  if (is_to_go) return is_there ? std::vector<std::string>{"it is still there"} : std::vector<std::string>();
  if (!is_there) return {"it is not there"};
  auto paths = mismatched_paths(*revealed, run.with_secrets(job.wanted), *job.change, job.assignments);
  if (paths.empty()) record_result(run, job, *live);
  return paths;
}

/// What the tenant shows after the last write.
struct LastLook {
  Found lives;
  Paths mismatches;
  bool lacks_new = false;  // a list does not show yet what this run made
};

auto place_in(const Found& lives, const object::Live& live) -> std::size_t {
  return static_cast<std::size_t>(&live - lives.data());
}

/// A list may leave out what is there: of what was there before this run only its id tells.
auto add_unlisted(ApplyRun& run, const std::vector<Job*>& jobs, Found& lives) -> base::Status {
  for (const auto* job : jobs) {
    const auto& change = *job->change;
    const bool was_there = !makes_object(change.action) && change.action != Action::Delete;
    if (!was_there || find_live(lives, change.kind, job->id) != nullptr) continue;
    auto live = run.read({change.kind, job->id, target_of(change)});
    if (live.ok()) {
      lives.push_back(std::move(live).value());
    } else if (live.error().kind != base::ErrorKind::NotFound) {
      return live.error();
    }
  }
  return base::Done{};
}

auto look(ApplyRun& run, const std::vector<Job*>& jobs) -> base::Result<LastLook> {
  auto lives = run.list_all(jobs);
  if (!lives.ok()) return lives.error();
  if (auto added = add_unlisted(run, jobs, lives.value()); !added.ok()) return added.error();
  LastLook last{std::move(lives).value(), {}, false};
  auto revealed = last.lives;
  Masks(revealed, jobs).reveal(run.tenant);
  const LiveIndex index(last.lives, run.options.workspace, run.plan.tenant_id);
  for (auto* job : jobs) {
    const auto* live = index.find(job->change->kind, job->id);
    auto paths = paths_of(run, *job, live, live != nullptr ? &revealed[place_in(last.lives, *live)] : nullptr);
    last.lacks_new = last.lacks_new || (makes_object(job->change->action) && live == nullptr);
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
auto by_key(const ApplyRun& run, const Found& lives) -> std::map<Key, std::map<std::string, const object::Live*>> {
  std::map<Key, std::map<std::string, const object::Live*>> found;
  for (const auto& live : lives) {
    const auto marker = marker_in(live.object);
    if (!marker || !object::belongs_to(*marker, run.options.workspace, run.plan.tenant_id)) continue;
    const auto& copies = run.plan.copies;
    if (std::find(copies.begin(), copies.end(), live.id) != copies.end()) continue;
    found[{object::kind_of(live.object), marker->key}].emplace(live.id, &live);
  }
  return found;
}

/// Whoever made them: a twin is named, and what this run wrote of it is not all that was to be.
auto report_twins(ApplyRun& run, const std::vector<Job*>& jobs, const Found& lives) -> void {
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
        "decide in the Intune admin center which one stays, and delete the other or remove the line of the "
        "marker from its description";
    run.report(finding_about(diag::Code::DuplicateLivePolicy, run.plan.name, change, message, help));
    for (auto* job : jobs) {
      if (job->stage == Job::Stage::Written && Key(job->change->kind, job->change->key) == key)
        run.end_failed(*job, {message, help});
    }
  }
}

auto end_mismatched(ApplyRun& run, Job& job, const Found& lives, const std::vector<std::string>& paths) -> void {
  if (job.change->action != Action::Delete) record_mismatch(run, job, find_live(lives, job.change->kind, job.id));
  auto message = fmt::format("{} is not as it was written: {}", name_of(*job.change), base::listed(paths, kShownPaths));
  const std::string help = "make a new plan: it shows what the tenant holds";
  run.report(finding_about(diag::Code::NotAsWritten, run.plan.name, *job.change, message, help));
  run.end_failed(job, {std::move(message), help});
}

/// Where the tenant does not answer any more, that is said of the tenant.
auto end_unread(ApplyRun& run, const std::vector<Job*>& jobs) -> void {
  if (!run.options.stop.stop_requested()) return;
  for (auto* job : jobs) run.end_unread(*job);
}

}  // namespace

auto verify_all(ApplyRun& run) -> void {
  const auto jobs = written(run);
  if (jobs.empty()) return;
  if (!run.can_go_on()) return end_unread(run, jobs);
  const auto last = patient_look(run, jobs);
  if (!last.ok()) {
    if (run.can_go_on()) run.note_unusable(last.error());
    return end_unread(run, jobs);
  }
  report_twins(run, jobs, last.value().lives);
  const auto& mismatches = last.value().mismatches;
  for (auto* job : jobs) {
    if (job->stage != Job::Stage::Written) continue;
    const auto found = mismatches.find(job);
    if (found == mismatches.end()) {
      run.end_written(*job);
    } else if (run.options.stop.stop_requested()) {
      run.end_unread(*job);  // it may have come into sight in the time that was cut short
    } else {
      end_mismatched(run, *job, last.value().lives, found->second);
    }
  }
}

}  // namespace pinwright::plan
