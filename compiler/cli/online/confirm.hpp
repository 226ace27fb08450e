#pragma once

#include <optional>

#include "cli/online/refusal.hpp"
#include "driver/env.hpp"

namespace pinwright::cli::online {

/// Asks the person at the terminal for a `yes`; nullopt: it was given. Where nobody can answer, and `--yes` was not
/// given, that is a Refusal.
[[nodiscard]] auto refused_by_person(bool yes_given, driver::Env& env) -> std::optional<Refusal>;

}  // namespace pinwright::cli::online
