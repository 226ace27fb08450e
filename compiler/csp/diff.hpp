#pragma once

#include <string>
#include <vector>

#include "csp/retire.hpp"

namespace pinwright::csp {

/// One fact that two editions state differently.
struct FactChange {
  std::string key;                         ///< as in a catalogue file: "values", "builds", "access"
  std::vector<std::string> before, after;  ///< the texts that it consists of; empty: not stated
};

struct NodeChange {
  std::string path;  ///< as the later edition spells it
  std::vector<FactChange> facts;
};

/// Each list in order of folded path. A retired node counts as one that is not there.
struct EditionDiff {
  std::vector<std::string> added, gone;
  std::vector<NodeChange> changed;
};

/// What a later edition says otherwise than an earlier one, whatever files and folders they come in.
[[nodiscard]] auto diff_editions(const std::vector<NamedFacts>& before, const std::vector<NamedFacts>& after)
    -> EditionDiff;

}  // namespace pinwright::csp
