#include "cli/commands/csp_import.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <string>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "cli/report.hpp"
#include "csp/import.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli {

namespace {

constexpr std::size_t kDdfLimit = std::size_t{64} << 20;

using Ddf = std::vector<std::pair<std::string, std::string>>;

auto is_xml(std::string_view name) -> bool {
  return name.size() > 4 && base::equal_folded(name.substr(name.size() - 4), ".xml");
}

auto read_ddf(const std::string& folder, driver::Env& env) -> base::Result<Ddf> {
  const auto listed = env.files.list(folder);
  if (!listed.ok()) return listed.error();
  Ddf ddf;
  for (const auto& entry : listed.value()) {
    if (!is_xml(entry.name)) continue;
    auto bytes = env.files.read(driver::join(folder, entry.name), kDdfLimit);
    if (!bytes.ok()) return bytes.error();
    ddf.emplace_back(entry.name, std::move(bytes).value());
  }
  if (ddf.empty())
    return base::Error{fmt::format("there is no `*.xml` in `{}`", folder),
                       "name the folder of Microsoft's DDF v2 files, unpacked"};
  return ddf;
}

auto write(const csp::Import& import, const std::string& folder, driver::Env& env) -> base::Status {
  auto done = env.files.make_folders(folder);
  for (const auto& file : import.files) {
    if (!done.ok()) return done;
    done = env.files.replace(driver::join(folder, file.name), file.json);
  }
  return done;
}

}  // namespace

auto import_csps(const Args& args, driver::Env& env) -> ExitCode {
  if (args.positional().size() != 2 || !args.has("edition") || !args.has("out")) {
    return fail(env, {"`csp import` needs DIR, `--edition NAME` and `--out FOLDER`", ""}, ExitCode::Usage);
  }
  const auto ddf = read_ddf(driver::absolute(env.working_folder, args.positional()[1]), env);
  if (!ddf.ok()) return fail(env, ddf.error(), ExitCode::Usage);
  const auto import = csp::import_ddf(ddf.value(), args.get("edition"));
  const auto written = write(import, driver::absolute(env.working_folder, args.get("out")), env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  for (const auto& problem : import.problems)
    fmt::print(env.err, "{}: {}\n", diag::visible(problem.file), diag::visible(problem.message));
  fmt::print(env.err, "wrote {} with {}\n", base::counted(import.files.size(), "file"),
             base::counted(import.nodes, "node"));
  return import.problems.empty() ? ExitCode::Success : ExitCode::Findings;
}

}  // namespace pinwright::cli
