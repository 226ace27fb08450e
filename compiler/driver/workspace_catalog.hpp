#pragma once

#include "csp/catalog.hpp"
#include "driver/env.hpp"

namespace pinwright::driver {

/// What the workspace at or above the working folder knows: the built-in catalogue, its `catalog` folders, its `nodes`,
/// and the policies of the ADMX files that its settings install. Without a workspace the built-in catalogue. What is
/// wrong in a file is passed over: `validate` says it.
[[nodiscard]] auto workspace_catalog(Env& env) -> csp::Catalog;

}  // namespace pinwright::driver
