#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 1: groups and filters, created and updated.
auto write_groups_and_filters(ApplyRun& run) -> void;
/// 2: every POST of a policy, without assignments.
auto create_policies(ApplyRun& run) -> void;
/// 4: assignments of the policies of wave 2.
auto assign_created(ApplyRun& run) -> void;

}  // namespace pinwright::plan
