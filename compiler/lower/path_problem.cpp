#include "lower/path_problem.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::lower {

auto path_problem(std::string_view noun, std::string_view path, std::string_view naming_file) -> PathProblem {
  if (path.empty())
    return {fmt::format("the {} is empty", noun), fmt::format("write it relative to {}, with `/`", naming_file), {}};
  const bool has_drive = path.size() > 2 && base::is_alpha(path[0]) && path[1] == ':';
  const bool is_absolute = path.front() == '/' || path.front() == '\\' || has_drive;
  if (!is_absolute && path.find('\\') != std::string_view::npos) {
    std::string repaired(path);
    std::replace(repaired.begin(), repaired.end(), '\\', '/');
    return {fmt::format("the {} {} is written with backslashes", noun, base::quoted(path)),
            fmt::format("write `{}`", repaired), repaired};
  }
  return {fmt::format("the {} {} leaves the workspace", noun, base::quoted(path)),
          fmt::format("write one inside the workspace, relative to {}, with `/`", naming_file),
          {}};
}

}  // namespace pinwright::lower
