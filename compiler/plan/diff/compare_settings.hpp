#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/canonical.hpp"
#include "plan/plan.hpp"

namespace pinwright::plan {

struct SettingsComparison {
  Reason reason = Reason::None;
  std::vector<std::optional<bool>> secret_changed;  ///< as in Change
  /// The live settings as a list of paths is to see them: a mask that counts as unchanged holds the declared value.
  std::vector<object::Setting> shown;
};

/// `declared`: secrets as `{env.NAME}`; `filled`: the same with the values; `live`: what could be revealed is;
/// `marked`: the digest in our marker, absent where there is none.
[[nodiscard]] auto compare_settings(const object::Policy& declared, const object::Policy& filled,
                                    const object::Policy& live, const std::optional<std::string>& marked,
                                    const object::CanonicalRules& rules) -> SettingsComparison;

/// Whether two values of one setting are one; nullopt when either is a mask.
[[nodiscard]] auto same_value(const object::Setting& a, const object::Setting& b,
                              const object::CanonicalRules& rules = {}) -> std::optional<bool>;

}  // namespace pinwright::plan
