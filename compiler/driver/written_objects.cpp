#include "driver/written_objects.hpp"

#include <memory>
#include <mutex>
#include <set>
#include <string>

#include "base/text.hpp"
#include "driver/journals.hpp"

namespace pinwright::driver {

namespace {

/// Of journals that were not read nothing is known, and then nothing tells an object from its copy.
auto read_ids(Env& env, const Loaded& loaded) -> std::set<std::string> {
  std::set<std::string> ids;
  JournalChoice choice;
  choice.is_worth = [](std::string_view, std::string_view) { return true; };
  each_journal(env, loaded.root, choice, [&](const plan::JournalFile& journal) {
    if (journal.workspace != loaded.workspace.name.value) return;
    for (const auto& entry : journal.entries) {
      if (!entry.is_intent && entry.outcome == plan::WriteOutcome::Done && !entry.id.empty())
        ids.insert(base::folded(entry.id));
    }
  });
  return ids;
}

}  // namespace

auto written_objects(Env& env, const Loaded& loaded) -> std::function<bool(std::string_view id)> {
  struct Ids {
    std::once_flag read;
    std::set<std::string> all;
  };
  return [&env, &loaded, ids = std::make_shared<Ids>()](std::string_view id) {
    std::call_once(ids->read, [&] { ids->all = read_ids(env, loaded); });
    return ids->all.contains(base::folded(id));
  };
}

}  // namespace pinwright::driver
