#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "object/foreign_from_graph.hpp"

/// What the value of a typed property says, for the files of this folder.
namespace pinwright::object {

/// Somebody set the property: see typed_policy_from_graph.
[[nodiscard]] auto is_set(const nlohmann::json& value, bool false_is_value) -> bool;

/// The node with its value where that is known. `value` is set.
[[nodiscard]] auto node_setting(const NodeProperty& wanted, const nlohmann::json& value) -> NodeSetting;

}  // namespace pinwright::object
