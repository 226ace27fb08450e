#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/definitions.hpp"
#include "sandbox/validate.hpp"

/// What a policy of the settings catalog may hold.
namespace pinwright::sandbox {

/// What the tables of types cannot say of `settings`, the list of a body: ids without a definition, another kind of
/// instance or value than the definition's, values that are no option or out of bounds, children that do not belong
/// there or are missing, the same setting twice. Without definitions only the last is found.
[[nodiscard]] auto settings_flaw(const nlohmann::json& settings, const Definitions& definitions) -> std::optional<Flaw>;
/// A policy of a template names the template's part for every instance and value.
[[nodiscard]] auto template_flaw(const nlohmann::json& settings) -> std::optional<Flaw>;

}  // namespace pinwright::sandbox
