#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "driver/env.hpp"

namespace pinwright::driver {

/// What a workspace keeps for itself: journals of what was written, and caches of what was read.
inline constexpr std::string_view kOwnFolder = ".pinwright";
inline constexpr std::string_view kJournalFolder = ".pinwright/journal";
inline constexpr std::string_view kCacheFolder = ".pinwright/cache";

/// An Error when the own folder of the workspace at `root`, or one in it, is a link that leads out of the workspace:
/// whoever can write the files of the workspace would choose where pinwright writes.
[[nodiscard]] auto check_own_folder(Env& env, const std::string& root) -> base::Status;

}  // namespace pinwright::driver
