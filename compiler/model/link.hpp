#pragma once

#include "csp/catalog.hpp"
#include "diag/sink.hpp"
#include "model/workspace.hpp"

namespace pinwright::model {

/// Checks what refers to something else: names of tenants, groups, filters and setting sets, Windows editions and
/// builds, slugs of waivers, `removeSettings`, object IDs. Findings: `unknown-reference`, `unknown-value`.
auto link(const Workspace& workspace, const csp::Catalog& catalog, diag::Sink& sink) -> void;

}  // namespace pinwright::model
