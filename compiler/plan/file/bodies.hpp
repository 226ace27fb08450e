#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "plan/plan.hpp"

/// Objects in the JSON of a plan and in a journal: Graph bodies, as people know them. A policy is there as a custom
/// policy is, with OMA-URIs; what its target is else stands in `target`.
namespace pinwright::plan {

/// As the tenant answered it, masks as masks; with `assignments`.
[[nodiscard]] auto before_to_json(const object::Live& live) -> nlohmann::ordered_json;
[[nodiscard]] auto before_from_json(object::Kind kind, const nlohmann::ordered_json& json)
    -> base::Result<object::Live>;

/// `after` and, where they are managed, its `assignments`: what is not known yet is a symbol, `{group.NAME}`.
[[nodiscard]] auto after_to_json(const Change& change) -> nlohmann::ordered_json;

}  // namespace pinwright::plan
