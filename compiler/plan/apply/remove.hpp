#pragma once

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 6: policies that go, then filters.
auto remove_objects(ApplyRun& run) -> void;

}  // namespace pinwright::plan
