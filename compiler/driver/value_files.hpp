#pragma once

#include "driver/load.hpp"

namespace pinwright::driver {

/// Reads every file that some tenant's settings name, once each, into `loaded.value_files` and its text into
/// `loaded.sources`. What cannot be read is noted there and reported where it is used.
auto read_value_files(Env& env, Loaded& loaded, unsigned jobs) -> void;

}  // namespace pinwright::driver
