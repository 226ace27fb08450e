#pragma once

#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/report.hpp"

/// Findings that a team knows of and does not want to hear again: only new ones count.
namespace pinwright::cli {

inline constexpr Option kKnownOption{"known", "FILE", "leave out the findings that are listed there"};
inline constexpr Option kWriteKnownOption{"write-known", "FILE", "list the findings of this run there"};

/// `--write-known`: an Error when the file cannot be written.
[[nodiscard]] auto write_known(const Args& args, const std::vector<Checked>& checked, driver::Env& env) -> base::Status;
/// `--known`: findings that are known are taken out, and entries whose finding no longer occurs are said on stderr. An
/// Error when the file cannot be read, or is none of ours.
[[nodiscard]] auto leave_out_known(const Args& args, std::vector<Checked>& checked, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli
