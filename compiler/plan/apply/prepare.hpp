#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// Works out ids, marker and description of what is to be written. False: the job has ended with the reason.
[[nodiscard]] auto prepare(ApplyRun& run, Job& job) -> bool;

}  // namespace pinwright::plan
