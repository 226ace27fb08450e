#include "plan/journal/approvals.hpp"

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

auto is_of_write(const PendingApproval& one, const Intent& intent) -> bool {
  return base::equal_folded(one.tenant_id, intent.tenant_id) && one.kind == intent.kind &&
         one.target == intent.target && one.key == intent.key && one.write == intent.write &&
         base::equal_folded(one.id, intent.id);
}

auto follow_outcome(const Intent& intent, const Entry& outcome, std::vector<PendingApproval>& open) -> void {
  const bool is_waiting = outcome.outcome == WriteOutcome::AwaitingApproval;
  if (!is_waiting && outcome.outcome != WriteOutcome::Done) return;
  // A line without a code says less than one before it.
  if (is_waiting && (!outcome.approval || outcome.approval->code.empty())) return;
  std::erase_if(open, [&](const PendingApproval& one) { return is_of_write(one, intent); });
  if (!is_waiting) return;
  open.push_back(
      {intent.tenant_id, intent.kind, intent.target, intent.key, intent.id, intent.write, *outcome.approval});
}

}  // namespace

auto follow_approvals(const JournalFile& journal, std::vector<PendingApproval>& open) -> void {
  for_each_outcome(journal, [&](const Intent* intent, const Entry& outcome) {
    if (outcome.outcome == WriteOutcome::ApprovalEnded) {
      std::erase_if(open, [&](const PendingApproval& one) {
        return outcome.approval && one.note.code == outcome.approval->code;
      });
    } else if (intent != nullptr) {
      follow_outcome(*intent, outcome, open);
    }
  });
}

}  // namespace pinwright::plan
