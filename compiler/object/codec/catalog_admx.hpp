#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <variant>

#include "object/codec/catalog_place.hpp"

/// The payload of an ADMX-backed node as the settings catalog has it: the option `_1` (enabled) or `_0` (disabled) of
/// the policy's definition, and for each element of the policy a child behind `_1`. For the files of this folder.
namespace pinwright::object {

/// `payload` is XML (object/admx_payload.hpp). `has_secrets`: names of the environment may stand in it.
[[nodiscard]] auto to_admx_choice(const CatalogPlace& place, const std::string& payload, bool has_secrets)
    -> std::variant<nlohmann::ordered_json, Misfit>;

/// The payload of a choiceSettingValue of the definition `id`: elements in the order of the ADMX file, ids as spelled
/// there. Names of list entries follow the ADMX file's rule. nullopt: a child that no element of the policy has.
[[nodiscard]] auto from_admx_option(const csp::Node& node, std::string_view id, const nlohmann::json& value)
    -> std::optional<std::string>;

}  // namespace pinwright::object
