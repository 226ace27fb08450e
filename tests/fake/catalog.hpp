#pragma once

#include <optional>
#include <string>

#include "fake/dice.hpp"
#include "fake/store.hpp"

/// Policies of the settings catalog in the fake tenant. They stand in the table of policies, as Graph has them.
/// Internal to tests/fake.
namespace pinwright::fake {

[[nodiscard]] auto is_catalog(const Json& policy) -> bool;

/// Why the server would refuse this body, nullopt when it takes it.
[[nodiscard]] auto catalog_refusal(const Json& body) -> std::optional<std::string>;
/// PUT: what the body does not hold is gone, but for what the server keeps. A token brings its secret back; one that
/// nobody gave is left as it is, and `refused_token` finds it.
[[nodiscard]] auto replaced(const Json& policy, const Json& body) -> Json;
[[nodiscard]] auto refused_token(const Json& policy) -> std::optional<std::string>;
/// A new token for each secret that came in clear.
auto give_tokens(Store& store, Json& policy) -> void;

/// As the server shows it: settings and children in any order, tokens in the place of secrets.
auto disturb_catalog(Json& policy, Dice& dice) -> void;

}  // namespace pinwright::fake
