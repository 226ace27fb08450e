#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/definitions.hpp"
#include "sandbox/dice.hpp"
#include "sandbox/service.hpp"
#include "sandbox/validate.hpp"

/// The settings of a settings catalog policy. A stored one is a setting instance as `stored_form` makes it; a secret
/// value has its clear text as `value`, and the `token` that stands for it in answers.
namespace pinwright::sandbox {

/// What the tables of types cannot say of `settings`, the list of a body: ids without a definition, another kind of
/// instance or value than the definition's, values that are no option or out of bounds, children that do not belong
/// there or are missing, the same setting twice. Without definitions only the last is found.
[[nodiscard]] auto settings_flaw(const nlohmann::json& settings, const Definitions& definitions) -> std::optional<Flaw>;
/// A policy of a template names the template's part for every instance and value.
[[nodiscard]] auto template_flaw(const nlohmann::json& settings) -> std::optional<Flaw>;

/// The instances of `settings` as stored. A secret that is sent as the token of one in `before`, the instances that the
/// policy has so far, keeps its clear text; a Flaw: there is no such token, or the service takes none.
[[nodiscard]] auto store_settings(const nlohmann::json& settings, const nlohmann::json& before, SecretTokens tokens,
                                  nlohmann::json& stored) -> std::optional<Flaw>;

/// Instances as an answer shows them, in an order of the dice; ids count from 0.
[[nodiscard]] auto show_settings(const nlohmann::json& stored, Dice dice) -> nlohmann::json;

}  // namespace pinwright::sandbox
