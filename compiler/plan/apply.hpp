#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"
#include "plan/journal.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

namespace pinwright::plan {

/// What became of one change.
struct Outcome {
  enum class State : std::uint8_t {
    Done,     ///< written and read back as wanted
    Partly,   ///< some of its writes were done, one was not; or no answer says whether one was
    Failed,   ///< nothing of it was written
    Skipped,  ///< not begun: an earlier failure, or the run was stopped
  } state = State::Done;
  object::Kind kind = object::Kind::Policy;
  std::string key, name, id;
  Action action = Action::NoOp;
  std::optional<base::Error> error;
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

/// Told of progress, from the thread of the tenant.
class Observer {
 public:
  virtual ~Observer() = default;
  virtual auto writing(const std::string& tenant, const Change& change, std::string_view what) -> void = 0;
  virtual auto done(const std::string& tenant, const Outcome& outcome) -> void = 0;
};

struct ApplyOptions {
  std::string workspace;
  base::Variables variable;  ///< values from the environment
  base::Sleep sleep;
  base::StopToken stop;
  bool stop_on_error = true;  ///< `--on-error stop`
};

/// The read that comes before any write in any tenant: every object of the plan is as the plan saw it, every reference
/// leads where it led, what is to be created is absent, the credential is for this tenant, and the environment has
/// every secret. Findings: stale-plan, naming object and paths; tenant-mismatch; secret-missing.
[[nodiscard]] auto check_fresh(const TenantPlan& plan, Tenant& tenant, const ApplyOptions& options) -> TenantOutcome;

/// Does it, wave by wave. Each object is compared again just before its own write.
[[nodiscard]] auto apply(const TenantPlan& plan, Tenant& tenant, Journal& journal, Observer& observer,
                         const ApplyOptions& options) -> TenantOutcome;

}  // namespace pinwright::plan
