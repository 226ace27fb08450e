#pragma once

#include <nlohmann/json.hpp>

#include "fake/dice.hpp"

/// How the fake tenant shows what it holds. Internal to tests/fake.
namespace pinwright::fake {

/// A policy, group or filter as one answer has it: no two are alike.
[[nodiscard]] auto disturbed(nlohmann::json entity, Dice& dice) -> nlohmann::json;

}  // namespace pinwright::fake
