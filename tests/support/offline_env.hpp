#pragma once

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>

#include "driver/env.hpp"
#include "source/memory_file_system.hpp"

namespace pinwright::support {

/// A process in the folder /workspace of `files`, without variables, on 1 June 2026, as in every golden case.
inline auto offline_env(source::MemoryFileSystem& files, std::ostream& out, std::ostream& err) -> driver::Env {
  return {files,
          out,
          err,
          "/workspace",
          [](std::string_view) { return std::optional<std::string>(); },
          [] { return std::int64_t{1'780'272'000}; },
          [] { return std::uint64_t{1}; }};
}

}  // namespace pinwright::support
