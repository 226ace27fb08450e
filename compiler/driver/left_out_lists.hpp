#pragma once

#include "driver/env.hpp"
#include "driver/import.hpp"
#include "driver/load.hpp"

namespace pinwright::driver {

/// Takes out of what was read of a tenant what an earlier import has dealt with: policies that the files of the
/// workspace take over already (they join `owned`), and those that stand in a list of what was left out and have not
/// changed since (they join `left_out_before`). The lists are the files `left-out.json` of the workspace.
auto pass_over_known(Env& env, const Loaded& loaded, const model::Named<model::Tenant>& tenant, ImportSource& source)
    -> void;

}  // namespace pinwright::driver
