#include "cli/online/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/nearest.hpp"
#include "base/text.hpp"
#include "driver/find_files.hpp"
#include "driver/paths.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::int64_t kMostParallel = 256;

auto usage(std::string message, std::string help) -> Refusal {
  return {{std::move(message), std::move(help)}, ExitCode::Usage};
}

auto parse_parallel(const Args& args, Session& session) -> std::optional<Refusal> {
  const auto text = args.get("parallel");
  if (text.empty()) return std::nullopt;
  const auto number = base::to_int(text);
  if (!number || *number < 1 || *number > kMostParallel)
    return usage(fmt::format("`--parallel {}` is not a number from 1 to {}", text, kMostParallel), "");
  session.parallel = static_cast<unsigned>(*number);
  return std::nullopt;
}

auto parse_deletes(const Args& args, const driver::Env& env, Session& session) -> std::optional<Refusal> {
  session.deletes.in_ci = base::equal_folded(env.variable("CI").value_or(""), "true");
  if (!args.has("max-deletes")) return std::nullopt;
  const auto number = base::to_int(args.get("max-deletes"));
  if (!number || *number < 0) return usage(fmt::format("`--max-deletes {}` is no number", args.get("max-deletes")), "");
  session.deletes.given = static_cast<std::size_t>(*number);
  return std::nullopt;
}

/// A plan is of a whole workspace: a PATH inside it would promise something smaller.
auto find_root(driver::Env& env, const std::string& path) -> Or<std::string> {
  const auto roots = driver::find_roots(env, path);
  if (!roots.ok()) return Refusal{roots.error(), ExitCode::Usage};
  const auto& root = roots.value().front();
  const auto full = driver::absolute(env.working_folder, path);
  if (full == root || full == driver::join(root, driver::kRootFile)) return root;
  const auto named = driver::shown(env.working_folder, root);
  const auto help =
      roots.value().size() > 1
          ? fmt::format("name one of the {} workspaces below it, such as `{}`", roots.value().size(), named)
          : fmt::format("name the workspace, `{}`; `--tenant` narrows what is done", named);
  return usage(fmt::format("`{}` is not the root of a workspace", path), help);
}

auto parse_adopt(const Args& args, Session& session) -> std::optional<Refusal> {
  const auto& policies = session.loaded->workspace.policies;
  for (const auto& key : args.all("adopt")) {
    if (policies.find(key) == nullptr) {
      const auto near = base::nearest(key, policies.names());
      return usage(fmt::format("`--adopt {}` names no policy of the workspace", key),
                   near ? fmt::format("did you mean `{}`?", *near) : "name a key of `policies`");
    }
    session.adopt.insert(key);
  }
  return std::nullopt;
}

/// What can be met although the files have mistakes.
auto taken(const model::Workspace& workspace, const driver::TenantFilter& filter) -> std::vector<lower::TenantRef> {
  std::vector<lower::TenantRef> tenants;
  for (const auto& tenant : workspace.tenants.all()) {
    if (!tenant.broken && filter.takes(tenant)) tenants.push_back(&tenant);
  }
  std::sort(tenants.begin(), tenants.end(), [](const auto* a, const auto* b) { return a->name.value < b->name.value; });
  return tenants;
}

auto read_workspace(const Args& args, driver::Env& env, const std::string& path) -> Or<Session> {
  Session session;
  auto common = common_options(args, env);
  if (!common.ok()) return Refusal{common.error(), ExitCode::Usage};
  session.common = std::move(common).value();
  session.summary = args.has("summary");
  session.full = args.has("full");
  if (auto wrong = parse_parallel(args, session)) return *std::move(wrong);
  if (auto wrong = parse_deletes(args, env, session)) return *std::move(wrong);
  const auto root = find_root(env, path);
  if (const auto* refusal = refusal_of(root)) return *refusal;
  session.loaded = driver::load(env, std::get<std::string>(root), session.common.jobs);
  const auto filter = check_tenant_filter(session.common.tenants, session.loaded->workspace);
  if (!filter.ok()) return Refusal{filter.error(), ExitCode::Usage};
  if (auto wrong = parse_adopt(args, session)) return *std::move(wrong);
  session.tenants = taken(session.loaded->workspace, session.common.tenants);
  return session;
}

/// All offline checks. The code of a run that they stop, whose findings are rendered then; nullopt: go on.
auto stopped_by_findings(Session& session, driver::Env& env) -> Or<std::optional<ExitCode>> {
  // A waived finding may leave a value that fits no type: it is missing then, and no plan may leave it out.
  std::atomic<bool> incomplete = false;
  driver::AnalyseOptions options{.jobs = session.common.jobs, .tenants = session.common.tenants};
  session.deployments.resize(session.loaded->workspace.tenants.all().size());
  options.per_tenant = [&](std::size_t index, lower::Deployment&& deployment, const diag::Sink&) {
    if (!lower::is_complete(deployment)) incomplete = true;
    session.deployments[index] = std::move(deployment);
  };
  std::vector<Checked> checked(1);
  checked.front().tenants = driver::analyse(env, *session.loaded, options);
  session.tenants = checked.front().tenants;
  session.deployments.resize(session.tenants.size());
  checked.front().loaded = std::move(session.loaded);
  const auto code = exit_code(checked, session.common.fail_on);
  const auto rendered = code == ExitCode::Success ? base::Status(base::Done{}) : render(checked, session.common, env);
  session.loaded = std::move(checked.front().loaded);
  if (!rendered.ok()) return Refusal{rendered.error(), ExitCode::Findings};
  if (code != ExitCode::Success) return std::optional(code);
  if (incomplete)
    return Refusal{{"a waived finding left a value that cannot be written",
                    "mend the value: `pinwright validate --verbose` shows waived findings"},
                   ExitCode::Findings};
  return std::optional<ExitCode>();
}

/// Opens the way to the tenants: `--sandbox`, `--trace`.
auto connect(Session& session, const Args& args, driver::Env& env) -> std::optional<Refusal> {
  auto opened = driver::open_connections(env, *session.loaded, {args.get("sandbox"), args.get("trace")});
  if (!opened.ok()) {
    const bool is_remote = opened.error().kind == base::ErrorKind::Unreachable;
    return Refusal{opened.error(), is_remote ? ExitCode::Unreachable : ExitCode::Findings};
  }
  session.connections = std::move(opened).value();
  return std::nullopt;
}

auto connected(Session session, const Args& args, driver::Env& env) -> Begun {
  if (const auto refusal = connect(session, args, env)) return fail(env, refusal->error, refusal->code);
  return session;
}

}  // namespace

auto Session::tenant(std::string_view name) const -> lower::TenantRef { return loaded->workspace.tenants.find(name); }

auto begin_checked(const Args& args, driver::Env& env, const std::string& path) -> Begun {
  auto read = read_workspace(args, env, path);
  if (const auto* refusal = refusal_of(read)) return fail(env, refusal->error, refusal->code);
  auto& session = std::get<Session>(read);
  const auto stopped = stopped_by_findings(session, env);
  if (const auto* refusal = refusal_of(stopped)) return fail(env, refusal->error, refusal->code);
  if (const auto code = std::get<std::optional<ExitCode>>(stopped)) return *code;
  return connected(std::move(session), args, env);
}

auto begin_unchecked(const Args& args, driver::Env& env, const std::string& path) -> Begun {
  auto read = read_workspace(args, env, path);
  if (const auto* refusal = refusal_of(read)) return fail(env, refusal->error, refusal->code);
  return connected(std::get<Session>(std::move(read)), args, env);
}

auto make_plan(Session& session, driver::Env& env, driver::KeepConnection keep) -> plan::Plan {
  const driver::PlanOptions options{session.parallel, session.adopt, std::move(keep)};
  auto tenants =
      driver::plan_tenants(env, *session.loaded, std::move(session.deployments), *session.connections, options);
  auto plan = driver::make_plan(env, *session.loaded, std::move(tenants));
  plan.max_deletes = session.deletes.given;
  return plan;
}

}  // namespace pinwright::cli::online
