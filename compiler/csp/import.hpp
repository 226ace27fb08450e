#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "csp/admx_join.hpp"
#include "csp/retire.hpp"

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
  std::vector<ImportProblem> notes;     ///< facts that were left out of a node that is there
  std::size_t nodes = 0;                ///< of the DDF files
  std::size_t policies = 0;             ///< ADMX-backed nodes whose policy was found
  std::size_t retired = 0;              ///< kept from the earlier catalogue
};

struct ImportOptions {
  std::string edition;  ///< "February 2026"
  /// A catalogue whose nodes are kept, marked as retired, where the DDF files lack them.
  std::vector<NamedFacts> earlier;
  AdmxSet admx;              ///< where the policies of ADMX-backed nodes are looked for
  std::string admx_edition;  ///< "August 2026"
};

/// DDF files: {file name, bytes}.
using Ddf = std::vector<std::pair<std::string, std::string>>;

/// Facts of DDF v2 files. The result depends neither on their order nor on their folders, on locale, time or path; of
/// two equal files one is read. Descriptions are left out. Anomalies of Microsoft's files are normalised as
/// docs/csp-catalogue.md lists.
[[nodiscard]] auto import_ddf(const Ddf& ddf, const ImportOptions& options) -> Import;

/// Catalogue files {name, JSON text} as values. An Error names the file.
[[nodiscard]] auto read_catalogue(const std::vector<std::pair<std::string, std::string>>& files)
    -> base::Result<std::vector<NamedFacts>>;

}  // namespace pinwright::csp
