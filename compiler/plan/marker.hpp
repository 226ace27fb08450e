#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "object/canonical.hpp"
#include "object/live.hpp"
#include "object/marker.hpp"

namespace pinwright::plan {

/// The marker of an object that was just written as `object` says, secrets as `{env.NAME}`; `assignments` absent: they
/// are not managed. Groups that a plan creates must have their ids by then.
[[nodiscard]] auto marker_of(std::string_view workspace, std::string_view key, std::string_view tenant_id,
                             const object::Object& object,
                             const std::optional<std::vector<object::Assignment>>& assignments, bool is_protected,
                             const object::CanonicalRules& rules = {}) -> object::Marker;

}  // namespace pinwright::plan
