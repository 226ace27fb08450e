#pragma once

#include <functional>
#include <ostream>
#include <string>

#include "base/result.hpp"
#include "cli/report.hpp"
#include "driver/env.hpp"

namespace pinwright::cli::online {

/// Draws text; without colour in a file.
using Draw = std::function<void(std::ostream&, bool color)>;

/// Writes every `--output` of a run: `text` and `json` are called where one of that format was asked for.
[[nodiscard]] auto write_outputs(const Common& common, const Draw& text, const std::function<std::string()>& json,
                                 driver::Env& env) -> base::Status;

}  // namespace pinwright::cli::online
