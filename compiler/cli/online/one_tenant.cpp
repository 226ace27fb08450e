#include "cli/online/one_tenant.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/nearest.hpp"
#include "cli/report.hpp"
#include "driver/find_files.hpp"

namespace pinwright::cli::online {

namespace {

auto unknown_tenant(const std::string& name, const model::Workspace& workspace) -> base::Error {
  const auto near = base::nearest(name, workspace.tenants.names());
  return {fmt::format("`--tenant {}` names no tenant of the workspace", name),
          near ? fmt::format("did you mean `{}`?", *near) : "define it under `tenants:` first"};
}

/// An Error is wrong usage.
auto find_tenant(const Args& args, driver::Env& env) -> base::Result<OneTenant> {
  const auto name = args.get("tenant");
  if (name.empty()) return base::Error{"no tenant is named", "add `--tenant NAME`"};
  const auto root = driver::find_only_root(env, args.get("workspace"), "name one of them with `--workspace`");
  if (!root.ok()) return root.error();
  OneTenant one{nullptr, driver::load(env, root.value(), 1), nullptr, views::make_progress(env, args.has("quiet"))};
  auto file = open_auth_file(args, env, *one.loaded);
  if (!file.ok()) return file.error();
  one.auth_file = std::move(file).value();
  one.tenant = one.loaded->workspace.tenants.find(name);
  if (one.tenant == nullptr) return unknown_tenant(name, one.loaded->workspace);
  if (driver::is_damaged(*one.loaded, *one.tenant))
    return base::Error{fmt::format("the definition of the tenant `{}` has errors", name),
                       "`pinwright validate` shows them"};
  return one;
}

}  // namespace

auto open_tenant(const Args& args, driver::Env& env) -> std::variant<OneTenant, ExitCode> {
  auto one = find_tenant(args, env);
  if (!one.ok()) return fail(env, one.error(), ExitCode::Usage);
  const auto refusals = refused_by_auth_file(*one.value().loaded, {one.value().tenant});
  if (!refusals.empty()) return fail(env, {refusals.front().message, refusals.front().help}, ExitCode::Findings);
  return std::move(one).value();
}

auto connection_options(const Args& args, const OneTenant& one) -> driver::ConnectionOptions {
  return {args.get("sandbox"), args.get("trace"), one.auth_file.get(), one.progress.get()};
}

}  // namespace pinwright::cli::online
