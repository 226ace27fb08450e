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
/// PUT: what the body does not hold is gone, but for what the server keeps.
[[nodiscard]] auto replaced(const Json& policy, const Json& body) -> Json;
/// As the server shows it: settings and children in any order.
auto disturb_catalog(Json& policy, Dice& dice) -> void;

}  // namespace pinwright::fake
