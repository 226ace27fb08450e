#pragma once

#include <string_view>

#include "base/result.hpp"
#include "driver/env.hpp"

namespace pinwright::cli::online {

/// Asks the person at the terminal `question`; Done when the answer is `yes`. Refused when it is another, or when
/// standard input is no terminal: then `help` says what else there is. Interrupted when the run was stopped meanwhile.
[[nodiscard]] auto confirm(std::string_view question, std::string_view help, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli::online
