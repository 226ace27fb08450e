#pragma once

#include <string_view>

#include "base/result.hpp"
#include "plan/plan.hpp"

namespace pinwright::plan {

/// The inverse of to_json, but for the places of findings: the files may be others by now. An Error says what is wrong
/// with a file that no `plan` of this version wrote, by JSON pointer.
[[nodiscard]] auto from_json(std::string_view bytes) -> base::Result<Plan>;

}  // namespace pinwright::plan
