#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/dice.hpp"
#include "sandbox/service.hpp"
#include "sandbox/validate.hpp"

/// The settings of a settings catalog policy. A stored one is a setting instance as `stored_form` makes it; a secret
/// value has its clear text as `value`, and the `token` that stands for it in answers.
namespace pinwright::sandbox {

/// The instances of `settings` as stored. A secret that is sent as the token of one in `before`, the instances that the
/// policy has so far, keeps its clear text; a Flaw: there is no such token, or the service takes none.
[[nodiscard]] auto store_settings(const nlohmann::json& settings, const nlohmann::json& before, SecretTokens tokens,
                                  nlohmann::json& stored) -> std::optional<Flaw>;

/// Instances as an answer shows them, in an order of the dice; ids count from 0.
[[nodiscard]] auto show_settings(const nlohmann::json& stored, Dice dice) -> nlohmann::json;

}  // namespace pinwright::sandbox
