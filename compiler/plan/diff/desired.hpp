#pragma once

#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// What the files declare: `desired`, `lookups` and `missing_variables` of a tenant that was not asked anything yet.
auto collect_desired(TenantSnapshot& snapshot) -> void;

/// How the tenant binds a group or filter, when it makes it here: by display name; nullptr when it leaves the name.
[[nodiscard]] auto binding_of(const TenantSnapshot& snapshot, std::string_view key) -> const model::Binding*;

}  // namespace pinwright::plan
