#pragma once

#include "base/world.hpp"
#include "csp/catalog.hpp"
#include "plan/rollback/values.hpp"

namespace pinwright::plan {

struct RollbackOptions {
  base::Variables variable = {};  ///< values from the environment: those of today
  FilesOfThen files = {};         ///< `--files`, of this tenant; empty: the journal's values are all there are
  /// What settings are looked up in; it outlives the plan. nullptr: the built-in one.
  const csp::Catalog* catalog = nullptr;
};

}  // namespace pinwright::plan
