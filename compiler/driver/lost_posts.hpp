#pragma once

#include <vector>

#include "driver/load.hpp"
#include "plan/journal/lost_posts.hpp"

namespace pinwright::driver {

/// The POSTs that earlier runs of the workspace have sent a moment ago (plan::kLostPostTime) and lost, as its journals
/// tell: such an object may still appear. None where there are no journals, or too many of them (each_journal).
[[nodiscard]] auto lost_posts(Env& env, const Loaded& loaded) -> std::vector<plan::LostPost>;

}  // namespace pinwright::driver
