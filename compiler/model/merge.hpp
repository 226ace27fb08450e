#pragma once

#include <vector>

#include "diag/sink.hpp"
#include "model/workspace.hpp"

namespace pinwright::model {

struct RootFile {
  source::FileId id;
  bool is_whole = true;  ///< false: a part of it could not be read, so what it lacks may stand there
};

/// One workspace of all files, each with the fragments of its documents, given in the order of their paths. The root
/// file must hold `pinwright: 1` and `workspace`, and alone may hold the root-only keys. Tenants get their defaults.
/// Findings: `missing-key`, `unsupported-version`, `unknown-key` (root-only key elsewhere), `duplicate-definition`,
/// `bad-name` (two names that differ only in letter case).
[[nodiscard]] auto merge(std::vector<std::vector<Fragment>> files, const RootFile& root, diag::Sink& sink) -> Workspace;

}  // namespace pinwright::model
