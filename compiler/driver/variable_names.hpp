#pragma once

#include <optional>

#include "diag/diagnostic.hpp"
#include "driver/load.hpp"
#include "model/types.hpp"

namespace pinwright::driver {

/// `unknown-reference` for a text that no environment variable is called: a name has letters, digits, `_`, `.`, `-` and
/// parentheses. `$NAME`, `${NAME}`, `$(NAME)`, `$env:NAME` and `%NAME%` are how others write the value of one.
[[nodiscard]] auto variable_name_finding(const model::Text& name) -> std::optional<diag::Diagnostic>;

/// Checks the names under `vars` and in `valueFrom`, once for each place in the files. A name with a placeholder is
/// known in a tenant only.
auto check_variable_names(Loaded& loaded) -> void;

}  // namespace pinwright::driver
