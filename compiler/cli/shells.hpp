#pragma once

#include <ostream>
#include <string_view>

#include "base/result.hpp"
#include "cli/option.hpp"

/// What is made from the table of commands beside `--help`.
namespace pinwright::cli {

/// The shells that there is a completion for.
[[nodiscard]] auto shells() -> Words;

/// The script that makes one of them complete commands, options and the words of both. An Error for another name.
[[nodiscard]] auto print_completion(std::ostream& out, std::string_view shell) -> base::Status;

}  // namespace pinwright::cli
