#pragma once

#include <functional>
#include <string_view>

#include "driver/load.hpp"

namespace pinwright::driver {

/// Whether a journal of the workspace says that a run wrote the object of this id. The journals are read at the first
/// question, which few plans ask. Refers to both; from any thread.
[[nodiscard]] auto written_objects(Env& env, const Loaded& loaded) -> std::function<bool(std::string_view id)>;

}  // namespace pinwright::driver
