#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include "plan/diff/snapshot.hpp"

/// The old object of a policy that is being replaced: whether it may go, and when.
namespace pinwright::plan {

/// What it waits for.
enum class Wait : std::uint8_t {
  None,       ///< it may go as soon as there is nothing to write to the new one
  Readable,   ///< one of the two, or a value from the environment, cannot be read
  Assigned,   ///< the new one is not assigned
  Linked,     ///< the files were turned back: the marker of the one that stays has to name the other first
  Allowed,    ///< the policy is protected, and `--replace` does not name it
  Now,        ///< it keeps a device connected, and `--replace-now` does not name the policy
  Time,       ///< its time has not come
  KnownTime,  ///< nobody can say how much time has gone by
};

struct ReplacedState {
  Wait wait = Wait::None;
  std::optional<std::int64_t> since;  ///< when the new one was last changed, seconds since 1970
  std::optional<std::int64_t> due;    ///< from when on the old one may go
  std::set<std::string> connecting;   ///< CSPs of the old one that a device may need to reach Intune
};

/// `desired.replaced` is there.
///
/// The time is counted from lastModifiedDateTime of the new object to the Date of the tenant's answer. Both are the
/// service's own, so that a wrong clock here or another machine's journal has no say, and no one can turn the first one
/// back. The new object is assigned in the run that makes it or, where that was cut short, in one that writes to it
/// after the assignment. So it has been assigned for at least that long; whatever changes it lets the time begin anew.
[[nodiscard]] auto replaced_state(const TenantSnapshot& snapshot, const Desired& desired) -> ReplacedState;

}  // namespace pinwright::plan
