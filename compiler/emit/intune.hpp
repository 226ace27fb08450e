#pragma once

#include <string>

#include "emit/format.hpp"

namespace pinwright::emit {

/// `<tenant>/<policy>.json`: the body of the POST to the collection of its target that makes the policy. Where the
/// policy manages its assignments, `<tenant>/<policy>.assignments.json` beside it: the body of `POST …/{id}/assign`.
/// Every setting must be typed.
[[nodiscard]] auto write_intune(const lower::Deployment& deployment) -> Output;

/// The body of one policy alone.
[[nodiscard]] auto policy_body(const lower::Policy& policy) -> std::string;

}  // namespace pinwright::emit
