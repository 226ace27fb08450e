#pragma once

#include <string_view>

namespace pinwright::model {

/// Why a text cannot be the name of a tenant, group, filter, set, policy, variable, label or workspace; empty when it
/// can. Names become file names, marker text and paths: `[A-Za-z0-9][A-Za-z0-9_-]{0,62}`, no Windows device name, no
/// reserved word.
[[nodiscard]] auto name_problem(std::string_view text) -> std::string;

}  // namespace pinwright::model
