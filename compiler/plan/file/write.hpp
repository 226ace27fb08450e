#pragma once

#include <string>

#include "plan/plan.hpp"
#include "source/source_map.hpp"

/// What `plan --output json` prints: JSON of schemas/plan.schema.json, for other programs. It is no saved plan.
namespace pinwright::plan {

/// Deterministic bytes. Values from the environment appear as `{"secret":true}` among the paths and as `{env.NAME}` in
/// bodies: no value, no hash. Masks stay masks. `sources` tell where the findings stand.
[[nodiscard]] auto to_json(const Plan& plan, const source::SourceMap& sources) -> std::string;

}  // namespace pinwright::plan
