#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/plan.hpp"

namespace pinwright::plan {

/// What became of one change.
struct Outcome {
  enum class State : std::uint8_t {
    Done,              ///< written and read back as wanted
    Partly,            ///< some of its writes were done, one was not; or no answer says whether one was
    Failed,            ///< nothing of it was written
    Skipped,           ///< not begun: an earlier failure, or the run was stopped
    AwaitingApproval,  ///< its next write waits for another administrator; writes before that may have been done
  } state = State::Done;
  object::Kind kind = object::Kind::Policy;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string key, name, id;
  Action action = Action::NoOp;
  std::optional<base::Error> error;
  std::string expires = {};     ///< of AwaitingApproval: when the request does, as Graph says it; empty: not told
  bool needs_approval = false;  ///< of Skipped: what it needs waits for approval
};

struct TenantOutcome {
  std::string name;
  std::vector<Outcome> outcomes;              ///< one a change, in the order of the plan; none for a no-op
  std::vector<diag::Diagnostic> diagnostics;  ///< stale-plan, not-as-written, …
  std::optional<base::Error> unusable;        ///< exit 6
  bool wrote = false;                         ///< something was written, or may have been: no answer says
  bool stale = false;                         ///< live is not what the plan saw: exit 4
  bool interrupted = false;                   ///< something was not done because the run was to stop
};

/// A request for approval is open in it.
[[nodiscard]] inline auto awaits_approval(const TenantOutcome& tenant) -> bool {
  return std::any_of(tenant.outcomes.begin(), tenant.outcomes.end(),
                     [](const Outcome& one) { return one.state == Outcome::State::AwaitingApproval; });
}

/// Told of progress, from the thread of the tenant.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual auto writing(const std::string& tenant, const Change& change, std::string_view what) -> void = 0;
  virtual auto done(const std::string& tenant, const Outcome& outcome) -> void = 0;
};

}  // namespace pinwright::plan
