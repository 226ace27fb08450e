#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "diag/diagnostic.hpp"

namespace pinwright::diag {

struct Summary {
  std::size_t errors = 0, warnings = 0, notes = 0, waived = 0;
  std::size_t files = 0, tenants = 0, policies = 0;
};

/// Counts the findings; files, tenants and policies stay 0 for the caller to fill.
[[nodiscard]] auto summarise(std::span<const Diagnostic> diagnostics) -> Summary;

/// "3 errors, 1 waived": what every output says of the number of findings.
[[nodiscard]] auto findings_of(const Summary& summary) -> std::string;
/// "3 errors, 1 waived in 2 files (1 tenant, 4 policies)".
[[nodiscard]] auto sentence_of(const Summary& summary) -> std::string;

}  // namespace pinwright::diag
