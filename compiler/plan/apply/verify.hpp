#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 7: one list that compares live with wanted.
auto verify_all(ApplyRun& run) -> void;

}  // namespace pinwright::plan
