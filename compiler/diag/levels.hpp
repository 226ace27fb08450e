#pragma once

#include <string_view>

#include "diag/codes.hpp"

namespace pinwright::diag {

/// What our three severities are in other people's formats; docs/commands.md shows the table.
struct Levels {
  Severity severity;
  std::string_view sarif;     ///< SARIF 2.1.0, 3.27.10: `level`
  std::string_view security;  ///< GitHub code scanning's `problem.severity`
  std::string_view github;    ///< workflow command
  std::string_view gitlab;    ///< Code Quality `severity`
  std::string_view azure;     ///< `type` of task.logissue; empty: it has no such type, a plain line is written
};
[[nodiscard]] auto levels(Severity severity) -> const Levels&;

}  // namespace pinwright::diag
