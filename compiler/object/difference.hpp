#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/canonical.hpp"
#include "object/live.hpp"

namespace pinwright::object {

/// One path at which two objects differ: `omaSettings[./Device/…/EnablePinRecovery].value`, `displayName`,
/// `assignments[group pilot-devices]`, `roleScopeTagIds`.
struct Difference {
  std::string path;
  std::optional<std::string> before, after;  ///< JSON text; absent: not there
  /// The value is secret, or was read through a mask and is not the one that the files declare: `before` or `after` is
  /// then the JSON text `{"secret":true}` and says nothing about it.
  bool secret = false;
};

/// Paths where `after` differs from `before`, in canonical order. What `after` does not manage is no difference.
/// Either may be absent: then every path of the other is listed.
[[nodiscard]] auto differences(const Object* before, const Object* after, const CanonicalRules& rules = {})
    -> std::vector<Difference>;
[[nodiscard]] auto differences(const std::vector<Assignment>& before, const std::vector<Assignment>& after,
                               const CanonicalRules& rules = {}) -> std::vector<Difference>;

}  // namespace pinwright::object
