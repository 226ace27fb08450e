#include "plan/rollback/history.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "object/from_graph.hpp"

namespace pinwright::plan {

namespace {

/// The last outcome of each intent.
auto outcomes_of(const JournalFile& journal) -> std::map<std::uint64_t, const Entry*> {
  std::map<std::uint64_t, const Entry*> outcomes;
  for (const auto& entry : journal.entries) {
    if (!entry.is_intent) outcomes[entry.number] = &entry;
  }
  return outcomes;
}

/// What waits for approval was not written either.
auto wrote_nothing(const Entry& outcome) -> bool {
  return outcome.outcome == WriteOutcome::Failed || outcome.outcome == WriteOutcome::AwaitingApproval;
}

auto history_for(std::vector<History>& histories, const Intent& intent, const std::string& id) -> History& {
  const auto found = std::find_if(histories.begin(), histories.end(), [&](const History& one) {
    return one.kind == intent.kind && !id.empty() && base::equal_folded(one.id, id);
  });
  if (found != histories.end()) return *found;
  auto& history = histories.emplace_back();
  history.kind = intent.kind;
  history.target = intent.target;
  history.key = intent.key;
  history.name = intent.name;
  history.id = id;
  history.before = intent.before;
  return history;
}

auto note(History& history, const Intent& intent, const Entry* outcome) -> void {
  const auto write = intent.write;
  history.created = history.created || write == Write::Create;
  history.updated = history.updated || write == Write::Update;
  history.assigned = history.assigned || write == Write::Assign;
  history.removed = history.removed || write == Write::Remove;
  const bool is_known = outcome != nullptr && outcome->outcome == WriteOutcome::Done;
  if (!is_known) return history.left.insert(intent.leaves.begin(), intent.leaves.end());
  history.left.clear();
  history.left_state = outcome->state_hash;
  if (intent.before) history.last_assignments = intent.before->assignments;
  // One that was read back says more than one that was worked out: it knows a change by hand that left all as it was.
  const auto& hash = outcome->live_hash.empty() ? outcome->state_hash : outcome->live_hash;
  if (!hash.empty()) history.left.insert(hash);
  history.not_as_written = outcome->not_as_written;
  // The run was stopped before it could look; or the tenant was late to show it.
  if (hash.empty() || outcome->not_as_written) history.left.insert(intent.leaves.begin(), intent.leaves.end());
}

}  // namespace

auto histories_of(const JournalFile& journal, std::string_view tenant_name, const csp::Catalog* catalog)
    -> std::vector<History> {
  std::vector<History> histories;
  const auto outcomes = outcomes_of(journal);
  for (const auto& entry : journal.entries) {
    if (!entry.is_intent || entry.intent.tenant != tenant_name) continue;
    const auto found = outcomes.find(entry.number);
    const auto* outcome = found == outcomes.end() ? nullptr : found->second;
    if (outcome != nullptr && wrote_nothing(*outcome)) continue;
    const bool names_id = entry.intent.id.empty() && outcome != nullptr;
    const auto& id = names_id ? outcome->id : entry.intent.id;
    note(history_for(histories, entry.intent, id), entry.intent, outcome);
  }
  for (auto& history : histories) {
    auto* before = history.before ? std::get_if<object::Policy>(&history.before->object) : nullptr;
    if (before != nullptr) object::look_up(*before, catalog);
  }
  return histories;
}

}  // namespace pinwright::plan
