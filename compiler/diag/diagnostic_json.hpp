#pragma once

#include <nlohmann/json_fwd.hpp>

#include "diag/diagnostic.hpp"
#include "diag/line_index.hpp"

namespace pinwright::diag {

/// A finding as schemas/diagnostics.schema.json has it. Texts may hold bytes that are not UTF-8.
[[nodiscard]] auto to_json(const Diagnostic& diagnostic, Places& places) -> nlohmann::ordered_json;

}  // namespace pinwright::diag
