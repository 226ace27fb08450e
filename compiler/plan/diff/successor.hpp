#pragma once

#include <string>
#include <vector>

#include "plan/diff/plaintext_resolver.hpp"
#include "plan/diff/snapshot.hpp"

/// The object that is made when the files say another target than the policy in the tenant has.
namespace pinwright::plan {

/// What stands in the way; none of it: nothing does.
struct Obstacles {
  bool is_protected = false;           ///< and `--replace` does not name the policy
  std::vector<std::string> unsayable;  ///< live settings that a policy of the new target cannot carry
  std::vector<std::string> unknown;    ///< live settings that the files do not declare, whose value is not to be had
  const object::Live* same_name = nullptr;  ///< a policy of the new target and of this name that is not ours

  [[nodiscard]] auto any() const -> bool {
    return is_protected || !unsayable.empty() || !unknown.empty() || same_name != nullptr;
  }
};

/// It is what the old object is, so that no value changes on a device while both are there: whatever the files say
/// otherwise comes with the next apply. Secrets are those of the files: they cannot be taken from the tenant.
struct Successor {
  object::Policy policy;  ///< without marker; where the files say the same, with their texts and `{env.NAME}`
  std::vector<object::Assignment> assignments;
  Replacement replacement;
  std::vector<std::string> hidden;  ///< as in Change, of the old object
  Obstacles obstacles;
};

/// `desired.of_other_target()` is there, and was read whole.
[[nodiscard]] auto successor_of(const TenantSnapshot& snapshot, const PlaintextResolver& revealed,
                                const Desired& desired) -> Successor;

}  // namespace pinwright::plan
