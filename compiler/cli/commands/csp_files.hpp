#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "csp/retire.hpp"
#include "driver/env.hpp"

/// Where `csp import` and `csp diff` read from.
namespace pinwright::cli {

/// {path below `path`, bytes}.
using NamedBytes = std::vector<std::pair<std::string, std::string>>;

/// The files that end in `extension` (".xml"): of a folder, however deep (linked folders are not followed), of a zip
/// archive, or the one file that `path` names. An Error when there is none or a limit is exceeded.
[[nodiscard]] auto read_files(const std::string& path, std::string_view extension, driver::Env& env)
    -> base::Result<NamedBytes>;

/// The catalogue files of a folder that `csp import` wrote.
[[nodiscard]] auto read_catalogue(const std::string& path, driver::Env& env)
    -> base::Result<std::vector<csp::NamedFacts>>;

/// The same, or DDF files.
[[nodiscard]] auto read_edition(const std::string& path, driver::Env& env)
    -> base::Result<std::vector<csp::NamedFacts>>;

}  // namespace pinwright::cli
