#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace pinwright::csp {

struct ImportedFile {
  std::string name;  ///< "PassportForWork.json"
  std::string json;
};

struct ImportProblem {
  std::string file;
  std::string message;  ///< with the node's path where there is one
};

struct Import {
  std::vector<ImportedFile> files;      ///< sorted by name
  std::vector<ImportProblem> problems;  ///< files or nodes that were left out; empty when all was read
  std::size_t nodes = 0;
};

/// Facts of DDF v2 files: `ddf` holds {file name, bytes}. The result depends neither on their order nor on locale, time
/// or path. Descriptions are left out. Anomalies of Microsoft's files are normalised as docs/csp-catalogue.md lists.
[[nodiscard]] auto import_ddf(const std::vector<std::pair<std::string, std::string>>& ddf, std::string_view edition)
    -> Import;

}  // namespace pinwright::csp
