#include "driver/lost_posts.hpp"

#include "driver/journals.hpp"
#include "driver/utc.hpp"
#include "plan/apply/write_state.hpp"

namespace pinwright::driver {

namespace {

constexpr std::int64_t kLongestRun = 86'400;  // seconds: an older journal is not read

}  // namespace

auto lost_posts(Env& env, const Loaded& loaded) -> std::vector<plan::LostPost> {
  const auto now = env.clock();
  std::vector<plan::LostPost> lost;
  const auto is_worth = [since = compact_utc(now - kLongestRun)](std::string_view name, std::string_view /*bytes*/) {
    return name >= since;
  };
  const auto take = [&](const plan::JournalFile& journal) {
    if (journal.workspace == loaded.workspace.name.value) plan::follow_lost_posts(journal, lost);
  };
  if (!each_journal(env, loaded.root, is_worth, take)) return {};
  std::erase_if(lost, [&](const plan::LostPost& one) { return one.time < now - plan::kLostPostTime.count(); });
  return lost;
}

}  // namespace pinwright::driver
