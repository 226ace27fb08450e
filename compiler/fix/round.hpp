#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "source/source_map.hpp"

namespace pinwright::fix {

/// What one look at the findings changes.
struct Round {
  std::map<source::FileId, std::string> files;  ///< the new bytes of each changed file
  std::size_t made = 0;                         ///< fixes that are in them
};

/// Fixes that were tried and would have left a file that is not YAML: they are never tried again.
using Refused = std::set<std::string>;

/// Makes the first fix of each finding that `wanted` takes, as far as they do not overlap; the others are for the next
/// round. No file stops being YAML: a fix after which one would is left out and goes to `refused`.
[[nodiscard]] auto make_round(std::span<const diag::Diagnostic> findings, const source::SourceMap& sources,
                              const std::function<bool(const diag::Diagnostic&)>& wanted, Refused& refused) -> Round;

}  // namespace pinwright::fix
