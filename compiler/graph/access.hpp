#pragma once

#include <string_view>

#include "base/result.hpp"
#include "plan/tenant.hpp"

namespace pinwright::graph {

/// The claims `tid`, `roles` and `scp` of an access token, whose signature is not checked: it is Graph's to check. An
/// Error of kind Unreachable, without a piece of the token, when it is no JWT or names no tenant.
[[nodiscard]] auto access_of(std::string_view token) -> base::Result<plan::Access>;

}  // namespace pinwright::graph
