#pragma once

#include <vector>

#include "lower/deployment.hpp"
#include "lower/fill.hpp"

namespace pinwright::lower {

/// The targets of a policy in one tenant; lines whose group or filter the tenant binds to `none` are left out, and so
/// are lines that name something unknown (link reported it).
[[nodiscard]] auto lower_targets(const model::Assignments& assignments, const model::Workspace& workspace,
                                 const Filler& filler) -> std::vector<Target>;

}  // namespace pinwright::lower
