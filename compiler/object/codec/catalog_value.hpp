#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <variant>

#include "object/codec/catalog_place.hpp"
#include "object/policy.hpp"

/// A setting's value as the settings catalog has it, for the files of this folder.
namespace pinwright::object {

/// The settingInstance, without the group that it may stand in. What comes from the environment may be anything.
[[nodiscard]] auto to_instance(const CatalogPlace& place, const Setting& setting)
    -> std::variant<nlohmann::ordered_json, Misfit>;

struct TypedValue {
  DataType type = DataType::String;
  SettingValue value;
  bool is_secret = false;  ///< it stood in a value for secrets, be it a token or in clear
};
/// What to_instance wrote, in the data type that is usual for the node. nullopt: it has another shape than the
/// definition (`id`), and stands for no value of the node.
[[nodiscard]] auto from_instance(const csp::Node& node, const csp::Definition& definition, std::string_view id,
                                 const nlohmann::json& instance) -> std::optional<TypedValue>;

}  // namespace pinwright::object
