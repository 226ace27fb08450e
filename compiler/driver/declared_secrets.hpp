#pragma once

#include "base/hidden_texts.hpp"
#include "base/world.hpp"
#include "driver/load.hpp"

namespace pinwright::driver {

/// The values of all variables of the environment that the files name: of settings, of tenants' variables and of
/// sign-ins. What stands in the place of each is "[redacted]".
[[nodiscard]] auto declared_secrets(const Loaded& loaded, const base::Variables& variable) -> base::HiddenTexts;

}  // namespace pinwright::driver
