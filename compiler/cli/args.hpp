#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"

namespace pinwright::cli {

/// An Error names what is wrong with the call, with a suggestion where one is near.
[[nodiscard]] auto parse_args(const Command& command, const std::vector<std::string>& arguments) -> base::Result<Args>;

}  // namespace pinwright::cli
