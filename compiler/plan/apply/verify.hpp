#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 7: one list that compares live with wanted. What a stop keeps from being read is not done.
auto verify_all(ApplyRun& run) -> void;

}  // namespace pinwright::plan
