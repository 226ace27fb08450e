#include "plan/journal/progress.hpp"

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

auto follow_outcome(const Intent& intent, const Entry& outcome, Progress& progress) -> void {
  if (outcome.outcome == kAwaitingApproval) progress[{intent.kind, intent.key}].awaited = true;
  if (outcome.outcome != "done") return;
  auto& object = progress[{intent.kind, intent.key}];
  object.id = outcome.id.empty() ? intent.id : outcome.id;
  object.left.clear();
  for (const auto* hash : {&outcome.live_hash, &outcome.state_hash}) {
    if (!hash->empty()) object.left.insert(*hash);
  }
}

}  // namespace

auto follow_progress(const JournalFile& journal, std::string_view tenant_id, Progress& progress) -> void {
  std::map<std::uint64_t, const Intent*> intents;
  for (const auto& entry : journal.entries) {
    if (entry.is_intent) {
      if (base::equal_folded(entry.intent.tenant_id, tenant_id)) intents[entry.number] = &entry.intent;
    } else if (const auto found = intents.find(entry.number); found != intents.end()) {
      follow_outcome(*found->second, entry, progress);
    }
  }
}

}  // namespace pinwright::plan
