#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/world.hpp"
#include "plan/journal/entry.hpp"
#include "source/file_system.hpp"

namespace pinwright::plan {

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
  /// Whether all that was noted could be written. After the first line that could not, begin() fails.
  [[nodiscard]] virtual auto status() const -> base::Status = 0;
};

/// A journal in a file, sealed with `key`; `clock` tells when each intent was noted, whatever it says itself. The
/// folder is made when the first line is written.
[[nodiscard]] auto make_file_journal(source::FileSystem& files, std::string path, const std::string& workspace,
                                     const std::string& key, base::Clock clock) -> std::unique_ptr<Journal>;

}  // namespace pinwright::plan
