#pragma once

#include "check/context.hpp"

namespace pinwright::check {

/// The primary finding about the OMA-URI of a setting, see UriResult.
[[nodiscard]] auto check_uri(const TenantContext& context, const lower::Setting& setting) -> UriResult;

}  // namespace pinwright::check
