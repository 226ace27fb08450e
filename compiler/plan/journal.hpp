#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "object/live.hpp"
#include "source/file_system.hpp"

namespace pinwright::plan {

/// What a write does, as the journal names it.
enum class Write : std::uint8_t { Create, Update, Describe, Assign, Remove };
[[nodiscard]] auto word(Write write) -> std::string_view;  ///< "create", "update", …

/// One write, as it is about to happen. `before` is the object as it was, without secret values.
struct Intent {
  std::string tenant;  ///< name in the workspace
  std::string tenant_id;
  object::Kind kind = object::Kind::Policy;
  std::string key;
  std::string id;  ///< empty: Create
  Write write = Write::Create;
  std::optional<object::Live> before;
};

/// A line of the journal.
struct Entry {
  std::uint64_t number = 0;  ///< counts from 1 in a file; an outcome has the number of its intent
  bool is_intent = true;
  Intent intent;  ///< of an intent
  // Of an outcome:
  std::string outcome;    ///< "done", "failed", "unclear"
  std::string id;         ///< of the object, new ones too
  std::string live_hash;  ///< of what the write left, when it was read back or answered; else empty
  /// Of what the write left, when that follows from what stood before and what was sent; else empty.
  std::string state_hash;
  std::string message;
};

/// `.pinwright/journal/<UTC>-<run>.jsonl`, mode 0600: a line of intent, flushed to the disk before each write, a line
/// of outcome after it. Killed at any point, every line but the last parses. Safe to use from the threads of several
/// tenants.
class Journal {
 public:
  virtual ~Journal() = default;
  /// The number of the intent. An Error: the write must not happen.
  [[nodiscard]] virtual auto begin(const Intent& intent) -> base::Result<std::uint64_t> = 0;
  /// The outcome of an intent. A later line of the same number says more, such as what was read back since.
  virtual auto end(std::uint64_t number, const Entry& outcome) -> base::Status = 0;
};

/// A journal in a file. The folder is made when the first line is written.
[[nodiscard]] auto make_file_journal(source::FileSystem& files, std::string path, std::string workspace)
    -> std::unique_ptr<Journal>;

/// What a journal file says; a last line that was cut short is left out. An Error when it is no journal.
struct JournalFile {
  std::string workspace;
  std::vector<Entry> entries;
};
[[nodiscard]] auto read_journal(std::string_view bytes) -> base::Result<JournalFile>;

}  // namespace pinwright::plan
