#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/rollback/plan.hpp"
#include "unit/plan/apply_support.hpp"

/// What the tests of rollback share: an apply in memory, and its way back.
namespace pinwright::plan::test {

/// Everything of an object that a rollback has to bring back: not its version, time and references.
[[nodiscard]] auto essence(World& world, object::Kind kind, const std::string& id) -> std::string;
/// Of all policies and filters, sorted.
[[nodiscard]] auto essences(World& world) -> std::vector<std::string>;
/// Applies, and everything must be done.
auto apply_done(World& world, std::vector<Change> changes) -> TenantOutcome;
/// The plan of a rollback of the last apply.
[[nodiscard]] auto roll_back(World& world, FilesOfThen files = {}) -> TenantPlan;
/// The rollback as a run of its own.
auto apply_rollback(World& world, const TenantPlan& plan) -> TenantOutcome;
/// One finding with `code` and `text`, and nothing to do.
auto check_left_alone(const TenantPlan& plan, diag::Code code, std::string_view text) -> void;

}  // namespace pinwright::plan::test
