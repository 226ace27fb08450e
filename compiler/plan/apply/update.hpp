#pragma once

#include "plan/apply/jobs.hpp"
#include "plan/apply/single_write.hpp"

namespace pinwright::plan {

/// 5: updates, adoptions, and markers that are taken off.
auto update_policies(ApplyRun& run) -> void;

// Shared with the waves of groups, filters and new policies:

/// Assignments first, the object with its marker last.
auto update_object(ApplyRun& run, Job& job) -> void;
/// POST …/assign. What is new, the policy or a group of this run, is waited for until Intune knows it.
[[nodiscard]] auto assign(ApplyRun& run, Job& job, Start start) -> WriteEnd;

}  // namespace pinwright::plan
