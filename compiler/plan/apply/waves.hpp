#pragma once

#include "plan/apply/jobs.hpp"

/// The waves of one tenant's apply, in their order. Each leaves a job alone that an earlier one has ended.
namespace pinwright::plan {

/// 1: groups and filters, created and updated.
auto write_groups_and_filters(Run& run) -> void;
/// 2: every POST of a policy, without assignments.
auto create_policies(Run& run) -> void;
/// 3: one list. Of two objects with one marker the lowest createdDateTime, then id, wins; removed is only a loser that
/// this run posted itself. Part of wave 1 too.
auto settle_twins(Run& run, std::initializer_list<object::Kind> kinds) -> void;
/// 4: assignments of the policies of wave 2.
auto assign_created(Run& run) -> void;
/// 5: updates, adoptions, and markers that are taken off.
auto update_policies(Run& run) -> void;
/// 6: policies that go, then filters.
auto remove_objects(Run& run) -> void;
/// 7: one list that compares live with wanted.
auto look_at_all(Run& run) -> void;

// Shared by waves:

/// Works out ids, marker and description of what is to be written. False: the job has ended with the reason.
[[nodiscard]] auto prepare(Run& run, Job& job) -> bool;
/// Creates the objects of jobs that nothing stands in the way of.
auto create_all(Run& run, const std::vector<Job*>& jobs) -> void;
/// Reads the object again: the last moment before its own write. False: the job has ended.
[[nodiscard]] auto is_fresh(Run& run, Job& job) -> bool;
/// Assignments first, the object with its marker last.
auto update_object(Run& run, Job& job) -> void;
/// POST …/assign. A group of this run that Intune does not know yet is waited for.
[[nodiscard]] auto assign(Run& run, Job& job) -> base::Status;
/// The job's writes ended with `status`.
auto conclude(Run& run, Job& job, const base::Status& status) -> void;

}  // namespace pinwright::plan
