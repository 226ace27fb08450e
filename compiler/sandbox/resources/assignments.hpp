#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/collection.hpp"
#include "sandbox/validate.hpp"

/// Who gets a policy, of whatever kind: stored under `assignments`.
namespace pinwright::sandbox {

/// Unknown groups and filters, a filter on an exclusion.
[[nodiscard]] auto assignments_flaw(const nlohmann::json& assignments, std::string_view tenant,
                                    Store::Transaction& transaction) -> std::optional<Flaw>;
/// As stored: each with its id; of two with one target the first.
[[nodiscard]] auto stored_assignments(const nlohmann::json& assignments, std::string_view policy_id) -> nlohmann::json;
/// Those of a stored policy as an answer shows them; `type`: of one of them.
[[nodiscard]] auto show_assignments(const nlohmann::json& stored, const Type& type, Api api, Dice& dice)
    -> nlohmann::json;
/// Whether an assignment of the tenant names the filter.
[[nodiscard]] auto uses_filter(std::string_view tenant, std::string_view id, Store::Transaction& transaction) -> bool;

}  // namespace pinwright::sandbox
