#include "driver/journals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "diag/visible.hpp"
#include "driver/journal_key.hpp"
#include "driver/own_folder.hpp"
#include "driver/paths.hpp"

namespace pinwright::driver {

namespace {

constexpr std::size_t kMostBytes = 64 * base::kMiB;
constexpr std::string_view kStamp = "00000000T000000Z-";  // 0: any digit

/// As journal files are named. Whatever else lies in the folder is none.
auto is_journal(const source::Entry& entry) -> bool {
  const std::string_view name = entry.name;
  if (entry.kind != source::FileKind::Regular || name.size() < kStamp.size() || !name.ends_with(".jsonl")) return false;
  return std::equal(kStamp.begin(), kStamp.end(), name.begin(),
                    [](char form, char c) { return form == '0' ? c >= '0' && c <= '9' : c == form; });
}

/// Their names sort in the order of the runs.
auto names_since(const std::vector<source::Entry>& entries, const std::string& since) -> std::vector<std::string> {
  std::vector<std::string> names;
  for (const auto& entry : entries) {
    if (is_journal(entry) && entry.name >= since) names.push_back(entry.name);
  }
  return names;
}

/// `journals`: "the journals", "3 journals".
auto unread(std::string_view journals, std::string_view verb, const base::Error& why) -> base::Error {
  return {fmt::format("{} in `{}` {} not read: {}", journals, kJournalFolder, verb, why.message), why.help};
}

auto none_read(const base::Error& why) -> base::Error { return unread("the journals", "were", why); }

}  // namespace

auto each_journal(Env& env, const std::string& root, const JournalChoice& choice, const TakeJournal& take)
    -> base::Status {
  const auto folder = join(root, kJournalFolder);
  if (env.files.kind(folder) != source::FileKind::Folder) return base::Done{};
  if (const auto own = check_own_folder(env, root); !own.ok()) return none_read(own.error());
  const auto listed = env.files.list(folder);
  if (!listed.ok()) return none_read(listed.error());
  const auto key = journal_key(env);
  if (!key.ok()) return none_read(key.error());
  const auto names = names_since(listed.value(), choice.since);
  std::vector<std::string> texts;  // the newest first
  base::Status status = base::Done{};
  std::size_t left = kMostBytes;
  for (auto name = names.rbegin(); name != names.rend(); ++name) {
    auto bytes = env.files.read(join(folder, *name), left);
    // None behind a gap: what a run left open may have been settled there.
    if (!bytes.ok()) {
      const auto count = names.size() - texts.size();
      status = unread(base::counted(count, "journal"), count == 1 ? "was" : "were",
                      {bytes.error().message, "move old journals to another folder"});
      break;
    }
    left -= bytes.value().size();
    texts.push_back(std::move(bytes).value());
  }
  for (std::size_t i = texts.size(); i-- > 0;) {
    if (!choice.is_worth(names[names.size() - 1 - i], texts[i])) continue;
    const auto journal = plan::read_journal(texts[i], key.value());
    if (journal.ok()) take(journal.value());
  }
  return status;
}

auto tell_unread(Env& env, const base::Status& journals) -> void {
  if (journals.ok() || !env.told.insert("journals").second) return;
  const auto& why = journals.error();
  base::print(env.err,
              "warning: {}\n"
              "  = help: what only they know, such as a request for approval, is not known to this run{}{}\n",
              diag::visible(why.message), why.help.empty() ? "" : "; ", diag::visible(why.help));
}

}  // namespace pinwright::driver
