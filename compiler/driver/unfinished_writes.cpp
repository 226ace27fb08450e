#include "driver/unfinished_writes.hpp"

#include <algorithm>
#include <memory>
#include <mutex>
#include <utility>

#include "base/text.hpp"
#include "driver/journals.hpp"
#include "driver/utc.hpp"
#include "plan/apply/poll_delays.hpp"

namespace pinwright::driver {

namespace {

constexpr std::int64_t kLongestRun = 86'400;  // seconds: no POST of a run that began before is still in the air

/// A journal in which a write waits for approval, as far as its bytes tell without reading it.
auto has_request(std::string_view bytes) -> bool {
  return bytes.find(word(plan::WriteOutcome::AwaitingApproval)) != std::string_view::npos;
}

}  // namespace

auto unfinished_writes(Env& env, const Loaded& loaded) -> UnfinishedWrites {
  const auto now = env.clock();
  UnfinishedWrites left;
  bool has_begun = false;  // what is done before the first request settles none
  JournalChoice choice;
  choice.is_worth = [&, since = compact_utc(now - kLongestRun)](std::string_view name, std::string_view bytes) {
    has_begun = has_begun || has_request(bytes);
    return has_begun || name >= since;
  };
  const auto take = [&](const plan::JournalFile& journal) {
    if (journal.workspace != loaded.workspace.name.value) return;
    plan::follow_approvals(journal, left.approvals);
    plan::follow_lost_posts(journal, left.lost_posts);
  };
  each_journal(env, loaded.root, choice, take);
  std::erase_if(left.lost_posts,
                [&](const plan::LostPost& one) { return one.time < now - plan::kLostPostTime.count(); });
  return left;
}

auto awaited_descriptions(Env& env, const Loaded& loaded) -> std::function<bool(std::string_view id)> {
  struct Approvals {
    std::once_flag read;
    std::vector<plan::PendingApproval> all;
  };
  return [&env, &loaded, open = std::make_shared<Approvals>()](std::string_view id) {
    std::call_once(open->read, [&] { open->all = unfinished_writes(env, loaded).approvals; });
    return std::any_of(open->all.begin(), open->all.end(), [&](const plan::PendingApproval& one) {
      return one.write == plan::Write::Describe && base::equal_folded(one.id, id);
    });
  };
}

auto progress_since(Env& env, const Loaded& loaded, std::string_view created_at) -> ProgressOf {
  JournalChoice choice;
  choice.since = compact(std::string(created_at));
  std::vector<plan::JournalFile> journals;
  bool has_begun = false;
  choice.is_worth = [&](std::string_view /*name*/, std::string_view bytes) {
    has_begun = has_begun || has_request(bytes);
    return has_begun;
  };
  const bool is_told =
      each_journal(env, loaded.root, choice, [&](const plan::JournalFile& journal) { journals.push_back(journal); });
  return [is_told, name = loaded.workspace.name.value, journals = std::move(journals)](std::string_view tenant_id) {
    plan::Progress progress;
    for (const auto& journal : journals) {
      if (is_told && journal.workspace == name) plan::follow_progress(journal, tenant_id, progress);
    }
    return progress;
  };
}

}  // namespace pinwright::driver
