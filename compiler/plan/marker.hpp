#pragma once

#include <optional>
#include <string>
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

/// The marker at the end of its description.
[[nodiscard]] auto marker_in(const object::Object& object) -> std::optional<object::Marker>;
/// This workspace's object of this key in this tenant, whatever its sections say.
[[nodiscard]] auto is_same_object(const object::Marker& a, const object::Marker& b) -> bool;
/// The description without any marker.
[[nodiscard]] auto text_without_marker(const object::Object& object) -> std::string;

}  // namespace pinwright::plan
