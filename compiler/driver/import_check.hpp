#pragma once

#include "driver/env.hpp"
#include "driver/import.hpp"
#include "driver/load.hpp"
#include "emit/import/import.hpp"

namespace pinwright::driver {

/// emit::import_policies, and what `validate` would find then. What is found as an error in a policy gets a waiver,
/// since the tenant has it; a policy with an error that cannot be waived is left out. So what is written has no errors,
/// as far as it is not in error together with files of the workspace that are.
[[nodiscard]] auto import_checked(Env& env, const Loaded& loaded, const model::Named<model::Tenant>& tenant,
                                  const ImportSource& source) -> emit::Imported;

}  // namespace pinwright::driver
