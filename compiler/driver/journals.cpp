#include "driver/journals.hpp"

#include "base/limits.hpp"
#include "driver/journal_key.hpp"
#include "driver/own_folder.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

namespace {

constexpr std::size_t kMostBytes = 64 * base::kMiB;

}  // namespace

auto each_journal(Env& env, const std::string& root, const WorthReading& is_worth, const TakeJournal& take) -> bool {
  const auto folder = join(root, kJournalFolder);
  if (env.files.kind(folder) != source::FileKind::Folder || !check_own_folder(env, root).ok()) return true;
  const auto key = journal_key(env);
  const auto listed = env.files.list(folder);
  if (!key.ok() || !listed.ok()) return true;
  std::size_t left = kMostBytes;
  // Their names sort in the order of the runs.
  for (const auto& entry : listed.value()) {
    const auto bytes = env.files.read(join(folder, entry.name), left);
    if (!bytes.ok()) return false;
    left -= bytes.value().size();
    if (!is_worth(entry.name, bytes.value())) continue;
    const auto journal = plan::read_journal(bytes.value(), key.value());
    if (journal.ok()) take(journal.value());
  }
  return true;
}

}  // namespace pinwright::driver
