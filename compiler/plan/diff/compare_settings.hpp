#pragma once

#include <optional>
#include <string>
#include <vector>

#include "object/canonical.hpp"
#include "object/marker.hpp"
#include "plan/plan.hpp"
#include "plan/secrecy.hpp"

namespace pinwright::plan {

struct SettingsComparison {
  Reason reason = Reason::None;
  std::vector<std::optional<bool>> secret_changed;  ///< as in Change
  /// The live settings as a list of paths is to see them: a mask that counts as unchanged holds the declared value.
  std::vector<object::Setting> shown;
  Written written = Written::ByOthers;  ///< what the marker tells about the live settings
};

/// `declared`: secrets as `{env.NAME}`; `filled`: the same with the values; `live`: what could be revealed is;
/// `marker`: ours; absent where there is none.
[[nodiscard]] auto compare_settings(const object::Policy& declared, const object::Policy& filled,
                                    const object::Policy& live, const std::optional<object::Marker>& marker,
                                    const object::CanonicalRules& rules) -> SettingsComparison;

/// What `marker`, which is ours, tells about `live` settings, read through their masks. `declared`: the settings of the
/// files; nothing of a policy that they no longer have.
[[nodiscard]] auto written_of(const std::vector<object::Setting>& declared, const std::vector<object::Setting>& live,
                              const object::Marker& marker, const object::CanonicalRules& rules) -> Written;

/// The text that equal values of a setting share, whatever else is said of it and wherever the value comes from.
[[nodiscard]] auto value_text(const object::Setting& setting, const object::CanonicalRules& rules) -> std::string;

/// Whether two values of one setting are one; nullopt when either is a mask.
[[nodiscard]] auto same_value(const object::Setting& a, const object::Setting& b,
                              const object::CanonicalRules& rules = {}) -> std::optional<bool>;

}  // namespace pinwright::plan
