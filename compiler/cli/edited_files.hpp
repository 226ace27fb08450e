#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"
#include "fix/overlay.hpp"

/// What commands do with the files that they edit.
namespace pinwright::cli {

using EditedFiles = fix::EditedFiles;

/// The lines that change, on stdout, for `patch`.
[[nodiscard]] auto show_edits(const EditedFiles& files, driver::Env& env) -> base::Status;
/// Puts `after` in the place of a file that still holds `before`. An Error when somebody, such as an editor, has saved
/// it meanwhile: what they wrote would be lost.
[[nodiscard]] auto replace_unchanged(const std::string& path, std::string_view before, std::string_view after,
                                     driver::Env& env) -> base::Status;
/// Each file whole or not at all. `written` takes the files as they are shown, also when it stops.
[[nodiscard]] auto write_edits(const EditedFiles& files, driver::Env& env, std::vector<std::string>& written)
    -> base::Status;
/// Whoever reads that it stopped has to know what is new on the disk.
[[nodiscard]] auto stopped_writing(const base::Error& error, const std::vector<std::string>& written) -> base::Error;

}  // namespace pinwright::cli
