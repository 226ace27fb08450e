#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "csp/catalog.hpp"
#include "diag/sink.hpp"
#include "driver/env.hpp"
#include "lower/lower.hpp"
#include "model/select.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"

namespace pinwright::driver {

/// A workspace in memory, and what was found wrong while reading it. Heap-allocated: lowered values point into it.
struct Loaded {
  Loaded() = default;
  Loaded(const Loaded&) = delete;
  auto operator=(const Loaded&) -> Loaded& = delete;

  std::string root;                     ///< absolute folder
  source::SourceMap sources;            ///< paths as shown to people
  std::vector<std::string> root_paths;  ///< by FileId: path below the root
  csp::Catalog catalog;
  model::Workspace workspace;
  model::PolicyIndex policies;  ///< of `workspace`
  lower::ValueFiles value_files;
  std::unique_ptr<lower::AdmxFiles> admx_files = std::make_unique<lower::AdmxFiles>();
  /// Files that `catalog` names: path below the root, and hexadecimal SHA-256 of the bytes that were read.
  std::vector<std::pair<std::string, std::string>> catalog_files;
  diag::Sink sink;
  std::size_t files = 0;  ///< YAML files
  bool complete = true;   ///< every file could be read as YAML, and no piece of any was left out

  [[nodiscard]] auto input() const -> lower::Input {
    return {workspace, policies, catalog, sources, value_files, root_paths, *admx_files};
  }
};

/// The globs of `ignore` in the root file of the workspace at `root`; none where it cannot be read.
[[nodiscard]] auto read_ignore(Env& env, const std::string& root) -> std::vector<model::Text>;

/// Reads every file of the workspace at `root`, on up to `jobs` threads. Mistakes in files are findings in `sink`.
[[nodiscard]] auto load(Env& env, const std::string& root, unsigned jobs) -> std::unique_ptr<Loaded>;

/// Whether a mistake of YAML or of shape lies in a tenant's definition, or in what all share, `tenantDefaults`: then a
/// part of it is left out, such as how to sign in.
[[nodiscard]] auto is_damaged(const Loaded& loaded, const model::Named<model::Tenant>& tenant) -> bool;

}  // namespace pinwright::driver
