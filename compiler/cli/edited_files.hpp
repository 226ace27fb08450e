#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"

/// What commands do with the files that they edit.
namespace pinwright::cli {

/// New bytes by absolute path.
using EditedFiles = std::map<std::string, std::string, std::less<>>;

/// The lines that change, on stdout, for `patch`.
[[nodiscard]] auto show_edits(const EditedFiles& files, driver::Env& env) -> base::Status;
/// Each file whole or not at all. `written` takes the files as they are shown, also when it stops.
[[nodiscard]] auto write_edits(const EditedFiles& files, driver::Env& env, std::vector<std::string>& written)
    -> base::Status;
/// Whoever reads that it stopped has to know what is new on the disk.
[[nodiscard]] auto stopped_writing(const base::Error& error, const std::vector<std::string>& written) -> base::Error;

}  // namespace pinwright::cli
