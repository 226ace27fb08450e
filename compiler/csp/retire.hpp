#pragma once

#include <string>
#include <vector>

#include "csp/facts.hpp"

namespace pinwright::csp {

/// A catalogue file and its name ("PassportForWork.json").
struct NamedFacts {
  std::string name;
  FileFacts facts;
};

/// Adds the nodes of `earlier` that `files` lack, marked with the edition that had them last. They go into the file of
/// their CSP or policy area, else into one of the earlier name and of edition `edition`. A node that came back is the
/// new one. Returns how many were added; the nodes of every file are in order of folded path afterwards.
auto keep_retired(std::vector<NamedFacts>& files, const std::vector<NamedFacts>& earlier, const std::string& edition)
    -> std::size_t;

/// In order of folded path.
auto sort_nodes(std::vector<NodeFacts>& nodes) -> void;

}  // namespace pinwright::csp
