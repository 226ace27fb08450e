#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "plan/plan.hpp"

/// Objects in a saved plan: Graph bodies, as people know them, and exact enough to be applied.
namespace pinwright::plan {

/// As the tenant answered it, masks as masks; with `assignments`.
[[nodiscard]] auto before_to_json(const object::Live& live) -> nlohmann::ordered_json;
[[nodiscard]] auto before_from_json(object::Kind kind, const nlohmann::ordered_json& json)
    -> base::Result<object::Live>;

/// `after` and, where they are managed, its `assignments`: what is not known yet is a symbol, `{group.NAME}`.
[[nodiscard]] auto after_to_json(const Change& change) -> nlohmann::ordered_json;
/// Fills after, assignments and manages_assignments of `change`, whose kind is set. Names come back from `references`.
[[nodiscard]] auto after_from_json(const nlohmann::ordered_json& json, const std::vector<Resolved>& references,
                                   Change& change) -> base::Status;

}  // namespace pinwright::plan
