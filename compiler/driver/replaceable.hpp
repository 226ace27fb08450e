#pragma once

#include <string>

#include "driver/env.hpp"

namespace pinwright::driver {

/// The first line of every index.json that compile writes.
inline constexpr std::string_view kIndexHead = "{\n  \"formatVersion\": \"1.0\",\n  \"generator\": \"pinwright\",\n";

/// Why compile must not put its output in the place of `folder` (absolute, links followed); empty when it may. It may
/// where nothing is, into an empty folder, and in the place of a folder that holds an index.json of compile and the
/// files that this names, and nothing else: whatever else is there would be lost. Never where the working folder or the
/// workspace lies (`workspace`: absolute).
[[nodiscard]] auto why_not_replaceable(Env& env, const std::string& folder, const std::string& workspace)
    -> std::string;

}  // namespace pinwright::driver
