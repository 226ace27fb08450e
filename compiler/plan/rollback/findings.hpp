#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/plan.hpp"
#include "plan/rollback/history.hpp"
#include "plan/rollback/values.hpp"

namespace pinwright::plan {

/// What a rollback finds about its objects, written into its plan.
class RollbackFindings {
 public:
  /// `plan` has its name by then, and stays where it is.
  explicit RollbackFindings(TenantPlan& plan) : plan_(plan) {}

  auto warn(const Change& change, std::string message, std::string help) -> void;
  /// Nobody knows all the values: the object stays, and the plan is incomplete.
  auto give_up(const Change& change, const FilledValues& lacking) -> void;
  /// Values of today go into an object of then.
  auto note_environment(const Change& change, const std::vector<std::string>& variables) -> void;
  /// The apply itself found it otherwise than it was written: the object stays, and the plan is incomplete.
  auto leave(const Change& change) -> void;
  /// Live is not what can be put back; `what` goes on behind the object's name: "is gone since the apply".
  auto stale(const Change& change, std::string_view what) -> void;
  /// Live is not what the apply left, as far as the journal says.
  auto stale_state(const History& history, const Change& change) -> void;

 private:
  TenantPlan& plan_;
};

}  // namespace pinwright::plan
