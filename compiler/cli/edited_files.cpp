#include "cli/edited_files.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"
#include "fix/difference.hpp"

namespace pinwright::cli {

auto show_edits(const EditedFiles& files, driver::Env& env) -> base::Status {
  for (const auto& [path, bytes] : files) {
    const auto before = env.files.read(path, std::size_t{64} << 20);
    if (!before.ok()) return before.error();
    env.out << diag::visible_lines(fix::unified(driver::shown(env.working_folder, path), before.value(), bytes));
  }
  return base::Done{};
}

auto write_edits(const EditedFiles& files, driver::Env& env, std::vector<std::string>& written) -> base::Status {
  for (const auto& [path, bytes] : files) {
    auto done = env.files.replace(path, bytes);
    if (!done.ok()) return done;
    written.push_back(driver::shown(env.working_folder, path));
  }
  return base::Done{};
}

auto stopped_writing(const base::Error& error, const std::vector<std::string>& written) -> base::Error {
  const auto state = written.empty() ? std::string("nothing was written")
                                     : fmt::format("written before: {}", base::joined(written, ", "));
  return {error.message, error.help.empty() ? state : fmt::format("{}; {}", error.help, state)};
}

}  // namespace pinwright::cli
