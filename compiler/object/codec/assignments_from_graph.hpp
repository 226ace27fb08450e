#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <vector>

#include "base/json_reader.hpp"
#include "base/result.hpp"
#include "object/policy.hpp"

namespace pinwright::object {

/// `assignments` of a policy, whose elements are {id, target, …}; nullopt when the key is absent or null. A target of
/// another type than the four of a device policy is kept as its JSON. What is wrong is an error of the reader.
[[nodiscard]] auto assignments_from_graph(const base::JsonReader& policy) -> std::optional<std::vector<Assignment>>;

/// The elements of a list of assignments that was asked for on its own.
[[nodiscard]] auto assignments_in(const nlohmann::json& list) -> base::Result<std::vector<Assignment>>;

}  // namespace pinwright::object
