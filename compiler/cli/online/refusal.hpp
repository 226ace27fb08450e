#pragma once

#include <variant>

#include "base/result.hpp"
#include "cli/exit_code.hpp"

namespace pinwright::cli::online {

/// Why a command ends before it has done anything, and with which code.
struct Refusal {
  base::Error error;
  ExitCode code = ExitCode::Findings;
};

/// A value, or why there is none.
template <class T>
using Or = std::variant<T, Refusal>;

template <class T>
[[nodiscard]] auto refusal_of(const Or<T>& either) -> const Refusal* {
  return std::get_if<Refusal>(&either);
}

}  // namespace pinwright::cli::online
