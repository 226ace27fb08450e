#pragma once

#include "driver/load.hpp"

namespace pinwright::driver {

/// Adds the nodes under `nodes` to `loaded.catalog`, for paths that it does not know. Mistakes are findings in
/// `loaded.sink`, and leave out their node.
auto declare_nodes(Loaded& loaded) -> void;

}  // namespace pinwright::driver
