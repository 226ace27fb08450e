#pragma once

#include <string>
#include <vector>

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What an apply would do, deletes first, without reach. Objects that a finding forbids to touch have no Change.
[[nodiscard]] auto changes_of(const Facts& facts) -> std::vector<Change>;

/// Names that lead somewhere, by kind and key.
[[nodiscard]] auto references_of(const Facts& facts) -> std::vector<Resolved>;

/// Ids of the groups whose members the changes reach, each once.
[[nodiscard]] auto groups_to_count(const std::vector<Change>& changes) -> std::vector<std::string>;
auto fill_reach(const Facts& facts, std::vector<Change>& changes) -> void;

}  // namespace pinwright::plan
