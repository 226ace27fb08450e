#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/resources/policy_kind.hpp"

/// The definition values of Administrative Templates and the values of their presentations.
namespace pinwright::sandbox {

/// Adds a definition value of a body, or of a seed, to a configuration, with new ids. A Flaw: an unknown definition or
/// presentation, a second value of the definition, a value of another kind than its presentation or out of bounds, a
/// required one that is missing.
[[nodiscard]] auto add_definition_value(const nlohmann::json& body, std::string_view tenant,
                                        Store::Transaction& transaction, nlohmann::json& policy) -> std::optional<Flaw>;

[[nodiscard]] auto list_definition_values(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_value_definition(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_presentation_values(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
