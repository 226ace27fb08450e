#pragma once

#include <initializer_list>

#include "plan/apply/jobs.hpp"

namespace pinwright::plan {

/// 3: one list. Of two objects with one marker the lowest createdDateTime, then id, wins; removed is only a loser that
/// this run posted itself. Part of wave 1 too.
auto resolve_duplicates(ApplyRun& run, std::initializer_list<object::Kind> kinds) -> void;

}  // namespace pinwright::plan
