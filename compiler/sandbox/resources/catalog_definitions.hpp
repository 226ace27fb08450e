#pragma once

#include <nlohmann/json_fwd.hpp>

#include "sandbox/collection.hpp"

/// deviceManagement/configurationSettings: the definitions of the settings catalog, beta alone.
namespace pinwright::sandbox {

[[nodiscard]] auto list_definitions(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_definitions(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_definition(const Request& request, Services& services) -> Reply;
/// The definition as an answer shows it.
[[nodiscard]] auto show_definition(const nlohmann::json& stored, const Request& request, Services& services,
                                   const Expanded& expanded) -> nlohmann::json;

}  // namespace pinwright::sandbox
