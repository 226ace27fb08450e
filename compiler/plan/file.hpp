#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "plan/plan.hpp"

/// A saved plan: JSON of schemas/plan.schema.json, which is also what `plan --output json` prints.
namespace pinwright::plan {

/// Deterministic bytes. Values from the environment appear as `{"secret":true,"changed":…}` and as `{env.NAME}` in
/// bodies: no value, no hash. Masks stay masks.
[[nodiscard]] auto to_json(const Plan& plan) -> std::string;
/// The inverse. An Error says what is wrong with a file that no `plan` of this version wrote.
[[nodiscard]] auto from_json(std::string_view bytes) -> base::Result<Plan>;

}  // namespace pinwright::plan
