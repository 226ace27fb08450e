#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

/// Paths as text, `/` only.
namespace pinwright::driver {

/// `path` seen from `folder`; an absolute path stays. "." and ".." are folded.
[[nodiscard]] auto absolute(std::string_view folder, std::string_view path) -> std::string;
[[nodiscard]] auto parent(std::string_view path) -> std::string;
[[nodiscard]] auto join(std::string_view folder, std::string_view name) -> std::string;
/// As people name it: relative to the working folder when below it, else absolute.
[[nodiscard]] auto shown(std::string_view working_folder, std::string_view path) -> std::string;
/// Whether `path` is `folder` or below it.
[[nodiscard]] auto is_within(std::string_view folder, std::string_view path) -> bool;

/// An Error about a temporary place, told as one about the place that people know.
[[nodiscard]] auto named(base::Error error, std::string_view temporary, std::string_view place) -> base::Error;

/// A glob over a relative path: `*` and `?` stay within a segment, `**` spans segments; a pattern that names a folder
/// takes what is in it.
[[nodiscard]] auto glob_matches(std::string_view pattern, std::string_view path) -> bool;

}  // namespace pinwright::driver
