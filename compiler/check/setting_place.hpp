#pragma once

#include <string>

#include "check/context.hpp"

/// Where checks of several settings point.
namespace pinwright::check {

struct SettingPlace {
  source::Span span;
  std::string path;
};

/// Where a policy takes a setting: at its OMA-URI, or at the policy's line that names the set it stands in. A set is
/// shared, so what is wrong only in one policy is wrong at that policy's line.
[[nodiscard]] auto place_in(const lower::Policy& policy, const lower::Setting& setting) -> SettingPlace;

/// The OMA-URI for messages, the same in every tenant: as written, or the catalogue's for what pinRecovery makes.
[[nodiscard]] auto shown_uri(const lower::Setting& setting) -> std::string;

/// A finding at the value of any setting of a policy.
[[nodiscard]] auto value_finding(const PolicyContext& context, const lower::Setting& setting, diag::Code code,
                                 std::string message, std::string help) -> diag::Diagnostic;

}  // namespace pinwright::check
