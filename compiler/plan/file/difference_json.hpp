#pragma once

#include <nlohmann/json_fwd.hpp>

#include "object/difference.hpp"

namespace pinwright::plan {

/// A path with its two values, as the `path` of schemas/plan.schema.json: in plans and outcomes.
[[nodiscard]] auto to_json(const object::Difference& difference) -> nlohmann::ordered_json;

}  // namespace pinwright::plan
