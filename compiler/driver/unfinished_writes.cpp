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

/// `unread`: what each_journal answers.
auto read_unfinished(Env& env, const Loaded& loaded, base::Status& unread) -> UnfinishedWrites {
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
  unread = each_journal(env, loaded.root, choice, take);
  std::erase_if(left.lost_posts,
                [&](const plan::LostPost& one) { return one.time < now - plan::kLostPostTime.count(); });
  return left;
}

}  // namespace

auto unfinished_writes(Env& env, const Loaded& loaded) -> UnfinishedWrites {
  base::Status unread = base::Done{};
  auto left = read_unfinished(env, loaded, unread);
  tell_unread(env, unread);
  return left;
}

auto awaited_descriptions(Env& env, const Loaded& loaded) -> AwaitedDescriptions {
  struct Approvals {
    std::once_flag read;
    std::vector<plan::PendingApproval> all;
    base::Status unread = base::Done{};
  };
  auto open = std::make_shared<Approvals>();
  return {[&env, &loaded, open](std::string_view id) {
            std::call_once(open->read, [&] { open->all = read_unfinished(env, loaded, open->unread).approvals; });
            return std::any_of(open->all.begin(), open->all.end(), [&](const plan::PendingApproval& one) {
              return one.write == plan::Write::Describe && base::equal_folded(one.id, id);
            });
          },
          [open] { return open->unread; }};
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
  const auto unread =
      each_journal(env, loaded.root, choice, [&](const plan::JournalFile& journal) { journals.push_back(journal); });
  tell_unread(env, unread);
  return [is_told = unread.ok(), name = loaded.workspace.name.value,
          journals = std::move(journals)](std::string_view tenant_id) {
    plan::Progress progress;
    for (const auto& journal : journals) {
      if (is_told && journal.workspace == name) plan::follow_progress(journal, tenant_id, progress);
    }
    return progress;
  };
}

}  // namespace pinwright::driver
