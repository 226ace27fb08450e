#include "cli/commands/csp_import.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/csp_files.hpp"
#include "cli/report.hpp"
#include "csp/definition_import.hpp"
#include "csp/import.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"
#include "driver/workspace_catalog.hpp"

namespace pinwright::cli {

namespace {

auto options_of(const Args& args, driver::Env& env) -> base::Result<csp::ImportOptions> {
  csp::ImportOptions options;
  options.edition = args.get("edition");
  if (args.has("keep")) {
    auto earlier = read_catalogue(args.get("keep"), env);
    if (!earlier.ok()) return earlier.error();
    options.earlier = std::move(earlier).value();
  }
  if (!args.has("admx")) return options;
  if (!args.has("admx-edition"))
    return base::Error{"`--admx` needs `--admx-edition NAME`", "say of when the ADMX files are"};
  const auto admx = read_files(args.get("admx"), ".admx", env);
  if (!admx.ok()) return admx.error();
  for (const auto& problem : options.admx.add(admx.value()))
    base::print(env.err, "note: {}; the file is left out\n", diag::visible(problem));
  options.admx_edition = args.get("admx-edition");
  return options;
}

auto print_problems(const csp::Import& import, driver::Env& env) -> void {
  for (const auto& problem : import.problems)
    base::print(env.err, "{}: {}\n", diag::visible(problem.file), diag::visible(problem.message));
}

auto write(const csp::Import& import, const std::string& folder, driver::Env& env) -> base::Status {
  auto done = env.files.make_folders(folder);
  for (const auto& file : import.files) {
    if (!done.ok()) return done;
    done = env.files.replace(driver::join(folder, file.name), file.json);
  }
  return done;
}

auto report(const csp::Import& import, driver::Env& env) -> void {
  for (const auto& note : import.notes)
    base::print(env.err, "note: {}: {}; the fact is left out\n", diag::visible(note.file), diag::visible(note.message));
  print_problems(import, env);
  base::print(env.err, "wrote {} with {}", base::counted(import.files.size(), "file"),
              base::counted(import.nodes, "node"));
  if (import.policies > 0) base::print(env.err, ", {}", base::counted(import.policies, "ADMX policy"));
  if (import.retired > 0) base::print(env.err, " and {}", base::counted(import.retired, "retired node"));
  base::print(env.err, "\n");
}

auto report(const csp::DefinitionImport& import, driver::Env& env) -> void {
  for (const auto& note : import.notes) base::print(env.err, "note: {}\n", diag::visible(note));
  base::print(env.err, "wrote {} of {}", base::counted(import.list.rows.size(), "definition"),
              base::counted(import.ids, "id"));
  if (import.ingested > 0) base::print(env.err, ", left out {} below ingested ADMX files", import.ingested);
  if (import.unknown > 0)
    base::print(env.err, "; the catalogue does not know {}", base::counted(import.unknown, "node"));
  base::print(env.err, "\n");
}

auto import_definitions(const Args& args, driver::Env& env) -> ExitCode {
  if (args.positional().size() != 1 || !args.has("edition") || !args.has("out")) {
    return fail(env,
                {"`csp import --definitions FILE` needs `--edition NAME` and `--out FOLDER`, and no DDF",
                 "import DDF files by a call of their own: the folder may be the same"},
                ExitCode::Usage);
  }
  const auto path = args.get("definitions");
  const auto bytes = env.files.read(driver::absolute(env.working_folder, path), base::kExportBytes);
  if (!bytes.ok()) return fail(env, bytes.error(), ExitCode::Usage);
  const auto import = csp::import_definitions(bytes.value(), driver::workspace_catalog(env), args.get("edition"));
  if (!import.ok())
    return fail(env, {fmt::format("`{}`: {}", path, import.error().message), import.error().help}, ExitCode::Findings);
  const auto folder = driver::absolute(env.working_folder, args.get("out"));
  auto written = env.files.make_folders(folder);
  if (written.ok())
    written =
        env.files.replace(driver::join(folder, std::string(csp::kDefinitionsFile)), csp::to_json(import.value().list));
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  report(import.value(), env);
  return ExitCode::Success;
}

}  // namespace

auto import_csps(const Args& args, driver::Env& env) -> ExitCode {
  if (args.has("definitions")) return import_definitions(args, env);
  if (args.positional().size() != 2 || !args.has("edition") || !args.has("out")) {
    return fail(env,
                {"`csp import` needs DDF, `--edition NAME` and `--out FOLDER`",
                 "`--definitions FILE` stands in the place of DDF"},
                ExitCode::Usage);
  }
  const auto ddf = read_files(args.positional()[1], ".xml", env);
  if (!ddf.ok())
    return fail(env, {ddf.error().message, "name a folder or the zip archive of Microsoft's DDF v2 files"},
                ExitCode::Usage);
  const auto options = options_of(args, env);
  if (!options.ok()) return fail(env, options.error(), ExitCode::Usage);
  const auto import = csp::import_ddf(ddf.value(), options.value());
  if (import.files.empty()) {
    print_problems(import, env);
    return fail(env,
                {fmt::format("`{}` holds no DDF file that can be read, and nothing was written", args.positional()[1]),
                 "name a folder or the zip archive of Microsoft's DDF v2 files"},
                ExitCode::Findings);
  }
  const auto written = write(import, driver::absolute(env.working_folder, args.get("out")), env);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  report(import, env);
  return import.problems.empty() ? ExitCode::Success : ExitCode::Findings;
}

}  // namespace pinwright::cli
