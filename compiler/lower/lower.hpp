#pragma once

#include <string>
#include <vector>

#include "csp/catalog.hpp"
#include "diag/sink.hpp"
#include "lower/deployment.hpp"
#include "lower/files.hpp"
#include "lower/ingested.hpp"
#include "model/select.hpp"
#include "source/source_map.hpp"

namespace pinwright::lower {

/// What lowering reads beside the tenant. Paths in `sources` are as shown to people; `root_paths` has those below the
/// workspace root.
struct Input {
  const model::Workspace& workspace;
  const model::PolicyIndex& policies;
  const csp::Catalog& catalog;
  const source::SourceMap& sources;
  const ValueFiles& files;
  const std::vector<std::string>& root_paths;  ///< by FileId: path below the workspace root
  AdmxFiles& admx_files;
};

/// Pure: names resolved, overrides and sets merged, placeholders filled, pinRecovery turned into OMA settings, values
/// typed. Findings: `unknown-placeholder`, `unknown-reference` (files). A piece that is wrong is reported and left out.
[[nodiscard]] auto lower(const Input& input, TenantRef tenant, diag::Sink& sink) -> Deployment;

/// What a policy becomes in a tenant, by its overrides, its own `target`, or what all share; nullopt: nothing says it.
[[nodiscard]] auto target_of(const model::Policy& policy, const model::PolicyDefaults& defaults, TenantRef tenant)
    -> const std::optional<model::Located<object::Target>>&;

/// Paths (below the root) of the files that this tenant's policies name; what cannot be filled is left out, silently:
/// lower() reports it.
[[nodiscard]] auto referenced_files(const Input& input, TenantRef tenant) -> std::vector<std::string>;

}  // namespace pinwright::lower
