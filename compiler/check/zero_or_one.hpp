#pragma once

#include <string_view>

#include "csp/node.hpp"

namespace pinwright::check {

/// `1` for true and `0` for false, of a node that lists these two; empty where it does not, or where what it says of
/// them is the reverse: the 0 of DeviceLock/DevicePasswordEnabled is "Enabled".
[[nodiscard]] auto zero_or_one(bool flag, const csp::Node& node) -> std::string_view;

}  // namespace pinwright::check
