#pragma once

#include "driver/load.hpp"

namespace pinwright::driver {

/// Adds the definitions that `nodes` names by `definitionId` to `loaded.catalog`, which knows the nodes already. One of
/// a node whose definition a list has stays out. Mistakes are findings in `loaded.sink`, and leave out their
/// definition.
auto declare_definitions(Loaded& loaded) -> void;

}  // namespace pinwright::driver
