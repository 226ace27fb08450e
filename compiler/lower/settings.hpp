#pragma once

#include <vector>

#include "diag/sink.hpp"
#include "lower/lower.hpp"
#include "lower/scope.hpp"

namespace pinwright::lower {

/// The OMA-URI settings of a policy in one tenant: those of its sets, then its own (one with the OMA-URI of a set wins,
/// in the set's place), then the overrides that match, in order (`removeSettings`, then `settings`, replacing by
/// canonical OMA-URI).
[[nodiscard]] auto lower_settings(const Input& input, Scope& scope, const model::Named<model::Policy>& policy,
                                  diag::Sink& sink) -> std::vector<Setting>;

}  // namespace pinwright::lower
