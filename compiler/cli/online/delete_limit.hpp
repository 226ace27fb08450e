#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "plan/plan.hpp"

namespace pinwright::cli::online {

/// How many deletes a run may do without a second thought.
struct DeleteLimit {
  std::optional<std::size_t> given;  ///< `--max-deletes`; it replaces both rules below
  bool in_ci = false;                ///< CI=true: none
};

/// Why the deletes of a plan are too many, as a sentence; nullopt when they are not. Without `--max-deletes`: none
/// under CI=true, else at most 5 in the run and at most half of what a tenant owns.
[[nodiscard]] auto too_many_deletes(const plan::Plan& plan, const DeleteLimit& limit) -> std::optional<std::string>;

}  // namespace pinwright::cli::online
