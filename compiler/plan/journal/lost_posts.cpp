#include "plan/journal/lost_posts.hpp"

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

auto is_of_write(const LostPost& one, const Intent& intent) -> bool {
  return base::equal_folded(one.tenant_id, intent.tenant_id) && one.kind == intent.kind &&
         one.target == intent.target && one.key == intent.key;
}

}  // namespace

auto follow_lost_posts(const JournalFile& journal, std::vector<LostPost>& lost) -> void {
  for_each_entry(journal, [&](const Intent* intent, const Entry& entry) {
    if (intent == nullptr || intent->write != Write::Create || entry.outcome == WriteOutcome::Unclear) return;
    std::erase_if(lost, [&](const LostPost& one) { return is_of_write(one, *intent); });
    if (entry.is_intent) lost.push_back({intent->tenant_id, intent->kind, intent->target, intent->key, intent->time});
  });
}

}  // namespace pinwright::plan
