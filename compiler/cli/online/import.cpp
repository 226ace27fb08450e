#include "driver/import.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/limits.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/one_tenant.hpp"
#include "cli/report.hpp"
#include "diag/visible.hpp"
#include "driver/import_check.hpp"
#include "driver/left_out_lists.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

/// An export of a whole tenant with files in it.
constexpr std::size_t kReadLimit = base::kExportBytes;

auto read_files(const std::vector<std::string>& paths, const csp::Catalog& catalog, driver::Env& env)
    -> base::Result<driver::ImportSource> {
  driver::ImportSource all;
  for (const auto& path : paths) {
    const auto bytes = env.files.read(driver::absolute(env.working_folder, path), kReadLimit);
    if (!bytes.ok()) return bytes.error();
    auto one = driver::read_export(bytes.value(), path, &catalog);
    if (!one.ok()) return one.error();
    auto& source = one.value();
    std::move(source.policies.begin(), source.policies.end(), std::back_inserter(all.policies));
    std::move(source.notes.begin(), source.notes.end(), std::back_inserter(all.notes));
    all.names.groups.merge(source.names.groups);
    all.names.filters.merge(source.names.filters);
    all.names.scope_tags.merge(source.names.scope_tags);
    std::move(source.remarks.begin(), source.remarks.end(), std::back_inserter(all.remarks));
    std::move(source.left_out.begin(), source.left_out.end(), std::back_inserter(all.left_out));
  }
  return all;
}

auto read_live(const Args& args, const OneTenant& one, driver::Env& env) -> base::Result<driver::ImportSource> {
  auto connections = driver::open_connections(env, *one.loaded, connection_options(args, one));
  if (!connections.ok()) return connections.error();
  const auto live = connections.value()->to(one.tenant);
  return driver::read_tenant(*live, one.loaded->workspace.name.value, one.tenant->value.tenant_id.value);
}

auto is_new_or_empty(driver::Env& env, const std::string& folder) -> bool {
  if (env.files.kind(folder) == source::FileKind::Missing) return true;
  const auto listed = env.files.list(folder);
  return listed.ok() && listed.value().empty();
}

auto what_plan_does(const Args& args, const std::vector<object::Live>& policies) -> std::string_view {
  const auto has_id = [](const object::Live& live) { return !live.id.empty(); };
  if (std::none_of(policies.begin(), policies.end(), has_id)) return "it makes the policies";
  if (args.positional().empty()) return "it takes the policies over";
  return "it takes the policies over by their ids; of an export of another tenant, import them with `--as-new`";
}

auto print_left_out(const std::vector<emit::LeftOut>& policies, const std::string& out, driver::Env& env) -> void {
  if (policies.empty()) return;
  base::print(env.out, "\nleft out, and listed in {}:\n", diag::visible(driver::join(out, emit::kLeftOutFile)));
  for (const auto& one : policies) {
    const auto id = one.id.empty() ? std::string() : fmt::format(" ({})", one.id);
    base::print(env.out, "  {}\n", diag::visible(fmt::format("`{}`{}: {}", one.display_name, id, one.reason)));
  }
}

auto print_waivers(const std::vector<emit::ImportWaiver>& waivers, driver::Env& env) -> void {
  if (waivers.empty()) return;
  base::print(env.out,
              "\n{} waived, since the tenant has it so; write why in the place of `reason: TODO`, or correct it:\n",
              base::counted(waivers.size(), "error"));
  for (const auto& waiver : waivers)
    base::print(env.out, "  {}\n", diag::visible(fmt::format("{}, {}: {}", waiver.path, waiver.slug, waiver.message)));
}

/// What an earlier import has dealt with.
auto print_known(std::string_view what, const std::vector<std::string>& names, driver::Env& env) -> void {
  constexpr std::size_t kShown = 10;
  if (!names.empty()) base::print(env.out, "{}: {}\n", what, diag::visible(base::listed(names, kShown)));
}

constexpr std::string_view kLeftOutBefore = "left out before, and unchanged since";

auto print_result(const emit::Imported& imported, const driver::ImportSource& source, const std::string& out,
                  std::string_view next, driver::Env& env) -> void {
  base::print(env.out, "wrote {} to {}\n", base::counted(imported.policies.size(), "policy"), diag::visible(out));
  print_known(kLeftOutBefore, source.left_out_before, env);
  if (!imported.secrets.empty()) {
    env.out << "\nsecret values are not in the files; set these variables before `plan` and `apply`:\n";
    for (const auto& secret : imported.secrets)
      base::print(env.out, "  {}  {}, {}{}\n", secret.variable, diag::visible(secret.policy),
                  diag::visible(secret.oma_uri), secret.is_unread ? " (the tenant did not show it)" : "");
  }
  if (!imported.remarks.empty()) {
    env.out << "\nwhat the files do not say:\n";
    for (const auto& remark : imported.remarks) base::print(env.out, "  {}\n", diag::visible(remark));
  }
  print_left_out(imported.left_out, out, env);
  print_waivers(imported.waivers, env);
  if (!imported.policies.empty()) env.out << "\nnext: `pinwright validate`, then `pinwright plan`: " << next << '\n';
}

/// A file that is named and not there is wrong usage, one that holds something else is refused.
auto missing_file(const std::vector<std::string>& paths, driver::Env& env) -> std::optional<base::Error> {
  for (const auto& path : paths) {
    if (env.files.kind(driver::absolute(env.working_folder, path)) == source::FileKind::Missing)
      return base::Error{fmt::format("there is no file `{}`", path), "without a file the live tenant is read"};
  }
  return std::nullopt;
}

/// Nothing is written: an empty folder would look like a tenant's policies.
auto end_without_policies(const driver::ImportSource& source, const std::string& tenant, driver::Env& env) -> ExitCode {
  const bool are_some_known = !source.owned.empty() || !source.left_out_before.empty();
  base::print(env.out, "nothing to import: the tenant {} has no {}custom or settings catalog policy for Windows\n",
              tenant, are_some_known || !source.remarks.empty() ? "further " : "");
  print_known("of this workspace already", source.owned, env);
  print_known(kLeftOutBefore, source.left_out_before, env);
  for (const auto& remark : source.remarks) base::print(env.out, "{}\n", diag::visible(remark));
  return ExitCode::Success;
}

}  // namespace

auto run_import(const Args& args, driver::Env& env) -> ExitCode {
  const auto out = args.get("out");
  if (out.empty()) return fail(env, {"no folder is named", "add `--out DIR`"}, ExitCode::Usage);
  const auto folder = driver::absolute(env.working_folder, out);
  if (!is_new_or_empty(env, folder))
    return fail(env, {fmt::format("`{}` is not empty", out), "name a new folder"}, ExitCode::Usage);
  const bool from_files = !args.positional().empty();
  if (const auto missing = missing_file(args.positional(), env)) return fail(env, *missing, ExitCode::Usage);
  const auto opened = open_tenant(args, env);
  if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
  const auto& one = std::get<OneTenant>(opened);
  auto source = from_files ? read_files(args.positional(), one.loaded->catalog, env) : read_live(args, one, env);
  if (!source.ok()) return fail(env, source.error(), from_files ? ExitCode::Findings : exit_code_of(source.error()));
  if (!from_files) driver::pass_over_known(env, *one.loaded, *one.tenant, source.value());
  if (source.value().policies.empty() && source.value().left_out.empty())
    return end_without_policies(source.value(), one.tenant->name.value, env);
  if (args.has("as-new")) {
    for (auto& live : source.value().policies) live.id.clear();
  }
  auto imported = driver::import_checked(env, *one.loaded, *one.tenant, source.value());
  std::move(source.value().remarks.begin(), source.value().remarks.end(), std::back_inserter(imported.remarks));
  std::move(source.value().left_out.begin(), source.value().left_out.end(), std::back_inserter(imported.left_out));
  if (!imported.left_out.empty())
    imported.files.push_back(emit::file_of({one.tenant->value.tenant_id.value, imported.left_out}));
  const auto written = driver::write_import(env, folder, imported.files);
  if (!written.ok()) return fail(env, written.error(), ExitCode::Findings);
  if (!args.has("quiet"))
    print_result(imported, source.value(), out, what_plan_does(args, source.value().policies), env);
  // Of a file that somebody named something was wanted; what a whole tenant has is another matter.
  return from_files && imported.policies.empty() ? ExitCode::Findings : ExitCode::Success;
}

}  // namespace pinwright::cli::online
