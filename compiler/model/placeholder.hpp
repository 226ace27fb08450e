#pragma once

#include <string_view>

#include "model/workspace.hpp"

/// What may stand between braces to be filled in for a tenant, by its name: docs/language.md, "Placeholders".
namespace pinwright::model {

inline constexpr std::string_view kVariablePrefix = "vars.";
inline constexpr std::string_view kLabelPrefix = "tenant.labels.";

/// `tenantId` in any letter case, `tenant.…` and `vars.…`, whether a tenant has a value for it or not.
[[nodiscard]] auto is_placeholder_name(std::string_view name) -> bool;
/// Whether this tenant has one.
[[nodiscard]] auto has_value_for(const Tenant& tenant, std::string_view name) -> bool;

}  // namespace pinwright::model
