#include "cli/online/one_tenant.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/nearest.hpp"
#include "driver/find_files.hpp"

namespace pinwright::cli::online {

namespace {

auto unknown_tenant(const std::string& name, const model::Workspace& workspace) -> base::Error {
  const auto near = base::nearest(name, workspace.tenants.names());
  return {fmt::format("`--tenant {}` names no tenant of the workspace", name),
          near ? fmt::format("did you mean `{}`?", *near) : "define it under `tenants:` first"};
}

}  // namespace

auto open_tenant(const Args& args, driver::Env& env) -> base::Result<OneTenant> {
  const auto name = args.get("tenant");
  if (name.empty()) return base::Error{"no tenant is named", "add `--tenant NAME`"};
  const auto roots = driver::find_roots(env, args.get("workspace"));
  if (!roots.ok()) return roots.error();
  if (roots.value().size() > 1)
    return base::Error{fmt::format("there are {} workspaces below `{}`", roots.value().size(), args.get("workspace")),
                       "name one of them with `--workspace`"};
  OneTenant one{driver::load(env, roots.value().front(), 1), nullptr};
  one.tenant = one.loaded->workspace.tenants.find(name);
  if (one.tenant == nullptr) return unknown_tenant(name, one.loaded->workspace);
  if (one.tenant->broken)
    return base::Error{fmt::format("the definition of the tenant `{}` has errors", name),
                       "`pinwright validate` shows them"};
  return one;
}

auto connection_options(const Args& args) -> driver::ConnectionOptions {
  return {args.get("sandbox"), args.get("trace")};
}

}  // namespace pinwright::cli::online
