#include "cli/online/many_tenants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "cli/online/one_tenant.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

auto root_of(const Args& args, driver::Env& env) -> base::Result<std::string> {
  const std::string path = args.positional().empty() ? "." : args.positional().front();
  auto roots = driver::find_roots(env, path);
  if (!roots.ok()) return roots.error();
  if (roots.value().size() > 1)
    return base::Error{fmt::format("there are {} workspaces below `{}`", roots.value().size(), path),
                       "take one at a time: name its folder"};
  return roots.value().front();
}

auto parallel_of(const Args& args) -> base::Result<unsigned> {
  const auto parallel = base::to_int(args.get("parallel"));
  if (!parallel || *parallel < 1 || *parallel > 256)
    return base::Error{fmt::format("`--parallel {}` is not a number from 1 to 256", args.get("parallel")), ""};
  return static_cast<unsigned>(*parallel);
}

auto taken(const model::Workspace& workspace, const driver::TenantFilter& filter) -> std::vector<lower::TenantRef> {
  std::vector<lower::TenantRef> tenants;
  for (const auto& tenant : workspace.tenants.all()) {
    if (!tenant.broken && filter.takes(tenant)) tenants.push_back(&tenant);
  }
  std::sort(tenants.begin(), tenants.end(), [](const auto* a, const auto* b) { return a->name.value < b->name.value; });
  return tenants;
}

}  // namespace

auto open_tenants(const Args& args, driver::Env& env) -> base::Result<ManyTenants> {
  auto common = common_options(args, env);
  if (!common.ok()) return common.error();
  const auto parallel = parallel_of(args);
  if (!parallel.ok()) return parallel.error();
  const auto root = root_of(args, env);
  if (!root.ok()) return root.error();
  ManyTenants many{driver::load(env, root.value(), common.value().jobs),
                   {},
                   std::move(common).value(),
                   connection_options(args),
                   parallel.value()};
  const auto filter = check_tenant_filter(many.common.tenants, many.loaded->workspace);
  if (!filter.ok()) return filter.error();
  many.tenants = taken(many.loaded->workspace, many.common.tenants);
  return many;
}

auto write_output(const std::string& file, const std::string& bytes, driver::Env& env) -> base::Status {
  return env.files.replace(driver::absolute(env.working_folder, file), bytes);
}

}  // namespace pinwright::cli::online
