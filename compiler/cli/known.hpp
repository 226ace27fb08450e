#pragma once

#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/report.hpp"

/// Findings that a team knows of and does not want to hear again: only new ones count.
namespace pinwright::cli {

inline constexpr Option kKnownOption{"known", "FILE", "leave out the findings that are listed there"};
inline constexpr Option kWriteKnownOption{"write-known", "FILE", "list the findings of this run there"};

/// Does what `--known` and `--write-known` ask: findings that are known are taken out, and entries whose finding no
/// longer occurs are said on stderr. An Error when a file cannot be read or written, or is none of ours.
[[nodiscard]] auto sort_out_known(const Args& args, std::vector<Checked>& checked, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli
