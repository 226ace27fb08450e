#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 5: updates, adoptions, and markers that are taken off.
auto update_policies(ApplyRun& run) -> void;

// Shared with the waves of groups, filters and new policies:

/// Assignments first, the object with its marker last.
auto update_object(ApplyRun& run, Job& job) -> void;
/// POST …/assign. A group of this run that Intune does not know yet is waited for.
[[nodiscard]] auto assign(ApplyRun& run, Job& job) -> base::Status;
/// The job's writes ended with `status`.
auto conclude(ApplyRun& run, Job& job, const base::Status& status) -> void;

}  // namespace pinwright::plan
