#include "plan/journal/progress.hpp"

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

auto follow_outcome(const Intent& intent, const Entry& outcome, Progress& progress) -> void {
  if (outcome.outcome == WriteOutcome::AwaitingApproval) progress[{intent.kind, intent.key}].awaited = true;
  if (outcome.outcome != WriteOutcome::Done) return;
  auto& object = progress[{intent.kind, intent.key}];
  object.id = outcome.id.empty() ? intent.id : outcome.id;
  object.left.clear();
  if (outcome.not_as_written) return;
  for (const auto* hash : {&outcome.live_hash, &outcome.state_hash}) {
    if (!hash->empty()) object.left.insert(*hash);
  }
}

}  // namespace

auto follow_progress(const JournalFile& journal, std::string_view tenant_id, Progress& progress) -> void {
  for_each_outcome(journal, [&](const Intent* intent, const Entry& outcome) {
    if (intent != nullptr && base::equal_folded(intent->tenant_id, tenant_id))
      follow_outcome(*intent, outcome, progress);
  });
}

}  // namespace pinwright::plan
