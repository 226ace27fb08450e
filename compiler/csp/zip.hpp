#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace pinwright::csp {

/// More than this is refused. Microsoft's archive of DDF files has 320 entries and 9 MB.
struct ZipLimits {
  std::size_t entries = 20'000;
  std::size_t entry_size = std::size_t{64} << 20U;   ///< unpacked
  std::size_t total_size = std::size_t{512} << 20U;  ///< unpacked, of what is read
};

/// Begins like a zip archive.
[[nodiscard]] auto is_zip(std::string_view bytes) -> bool;

/// The entries whose name ends with `extension` (".xml", letter case ignored), as {name, bytes}, in the archive's
/// order. Methods: stored and deflated. An Error, and nothing read, when the archive is damaged (a checksum that
/// differs included), encrypted, split, above a limit, or when any entry has a name that leads out of the archive
/// (`..`, `/x`, `C:\x`). No byte more is unpacked than the entry's header says. Zip64 is not needed below the limits
/// and refused.
[[nodiscard]] auto read_zip(std::string_view bytes, std::string_view extension, const ZipLimits& limits = {})
    -> base::Result<std::vector<std::pair<std::string, std::string>>>;

}  // namespace pinwright::csp
