#pragma once

#include "check/context.hpp"
#include "diag/sink.hpp"

namespace pinwright::check {

/// Two policies of a tenant that claim one live policy, by its id (`adopt`) or by a former name (`formerly`):
/// `duplicate-definition`. A note where a former name is that of a policy which is still there.
auto check_claims(const TenantContext& context, diag::Sink& sink) -> void;

}  // namespace pinwright::check
