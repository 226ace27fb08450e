#pragma once

#include <ostream>
#include <string_view>

#include "base/result.hpp"

/// What is made from the table of commands beside `--help`.
namespace pinwright::cli {

/// The script that makes `bash`, `zsh`, `fish` or `powershell` complete commands, options and their fixed values. An
/// Error for another name.
[[nodiscard]] auto print_completion(std::ostream& out, std::string_view shell) -> base::Status;

}  // namespace pinwright::cli
