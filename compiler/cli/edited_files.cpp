#include "cli/edited_files.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"
#include "fix/difference.hpp"

namespace pinwright::cli {

auto show_edits(const EditedFiles& files, driver::Env& env) -> base::Status {
  for (const auto& [path, file] : files) {
    env.out << diag::visible_lines(fix::unified(driver::shown(env.working_folder, path), file.before, file.after));
  }
  return base::Done{};
}

auto replace_unchanged(const std::string& path, std::string_view before, std::string_view after, driver::Env& env)
    -> base::Status {
  const auto now = env.files.read(path, before.size());
  if (!now.ok() && env.files.kind(path) != source::FileKind::Regular) return now.error();
  if (!now.ok() || now.value() != before)
    return base::Error{
        fmt::format("{} was changed since it was read", base::quoted(driver::shown(env.working_folder, path))),
        "run the command again"};
  return env.files.replace(path, after);
}

auto write_edits(const EditedFiles& files, driver::Env& env, std::vector<std::string>& written) -> base::Status {
  for (const auto& [path, file] : files) {
    auto done = replace_unchanged(path, file.before, file.after, env);
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
