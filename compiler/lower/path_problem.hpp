#pragma once

#include <string>
#include <string_view>

namespace pinwright::lower {

/// Why `resolve_path` (lower/files.hpp) gave nothing for a path.
struct PathProblem {
  std::string message;
  std::string help;
  std::string repaired;  ///< the path as it was meant, when that is known
};
/// `noun`: "path" or "folder". `naming_file`: what the path is relative to, in words.
[[nodiscard]] auto path_problem(std::string_view noun, std::string_view path, std::string_view naming_file)
    -> PathProblem;

}  // namespace pinwright::lower
