#include "driver/pending_approvals.hpp"

#include <utility>

#include "driver/journals.hpp"

namespace pinwright::driver {

auto pending_approvals(Env& env, const Loaded& loaded) -> std::vector<plan::PendingApproval> {
  std::vector<plan::PendingApproval> open;
  bool has_begun = false;  // what is done before the first request settles none
  const auto is_worth = [&](std::string_view /*name*/, std::string_view bytes) {
    has_begun = has_begun || bytes.find(plan::kAwaitingApproval) != std::string_view::npos;
    return has_begun;
  };
  const auto take = [&](const plan::JournalFile& journal) {
    if (journal.workspace == loaded.workspace.name.value) plan::follow_approvals(journal, open);
  };
  return each_journal(env, loaded.root, is_worth, take) ? open : std::vector<plan::PendingApproval>();
}

auto progress_since(Env& env, const Loaded& loaded, std::string_view created_at) -> ProgressOf {
  std::string since;
  for (const char c : created_at) {
    if (c != '-' && c != ':') since += c;
  }
  std::vector<plan::JournalFile> journals;
  bool has_begun = false;
  const auto is_worth = [&](std::string_view name, std::string_view bytes) {
    has_begun = has_begun || (name >= since && bytes.find(plan::kAwaitingApproval) != std::string_view::npos);
    return has_begun;
  };
  const bool is_told =
      each_journal(env, loaded.root, is_worth, [&](const plan::JournalFile& journal) { journals.push_back(journal); });
  return [is_told, name = loaded.workspace.name.value, journals = std::move(journals)](std::string_view tenant_id) {
    plan::Progress progress;
    for (const auto& journal : journals) {
      if (is_told && journal.workspace == name) plan::follow_progress(journal, tenant_id, progress);
    }
    return progress;
  };
}

}  // namespace pinwright::driver
