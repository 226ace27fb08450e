#include "cli/online/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <utility>

#include "base/nearest.hpp"
#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/online_options.hpp"
#include "cli/online/duration.hpp"
#include "cli/online/exit_code.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"
#include "driver/find_files.hpp"
#include "driver/journals.hpp"
#include "driver/left_tenants.hpp"
#include "driver/paths.hpp"
#include "driver/unfinished_writes.hpp"
#include "driver/written_objects.hpp"
#include "source/open_files.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::int64_t kMostParallel = 256;
constexpr std::size_t kMostKept = 32;

/// Open files that a tenant takes at most: connections, and what libcurl wakes itself up with.
constexpr std::size_t kFilesOfTenant = 12;

/// Connections that are kept between a plan and its apply: at most a quarter of the open files goes there.
auto most_kept() -> std::size_t { return std::min(kMostKept, source::open_file_limit() / 4 / kFilesOfTenant); }

/// Tenants at a time for which the process can have connections open.
auto most_tenants() -> unsigned {
  constexpr std::size_t kOfTheProcess = 64;  // files, streams, pipes
  const auto used = kOfTheProcess + most_kept() * kFilesOfTenant;
  const auto limit = source::open_file_limit();
  const auto tenants = limit <= used ? 0 : (limit - used) / kFilesOfTenant;
  return static_cast<unsigned>(std::clamp<std::size_t>(tenants, 1, kMostParallel));
}

auto parse_parallel(const Args& args, Session& session) -> base::Status {
  session.parallel = std::min(session.parallel, most_tenants());
  const auto text = args.get("parallel");
  if (text.empty()) return base::Done{};
  const auto number = base::to_int(text);
  if (!number || *number < 1 || *number > kMostParallel)
    return base::Error{fmt::format("`--parallel {}` is not a number from 1 to {}", text, kMostParallel), {}};
  session.parallel = std::min(static_cast<unsigned>(*number), most_tenants());
  return base::Done{};
}

auto parse_deletes(const Args& args, const driver::Env& env, Session& session) -> base::Status {
  session.deletes.in_ci = base::equal_folded(env.variable("CI").value_or(""), "true");
  if (!args.has("max-deletes")) return base::Done{};
  const auto number = base::to_int(args.get("max-deletes"));
  if (!number || *number < 0) {
    return base::Error{fmt::format("`--max-deletes {}` is no number", args.get("max-deletes")), {}};
  }
  session.deletes.given = static_cast<std::size_t>(*number);
  return base::Done{};
}

/// A plan is of a whole workspace: a PATH inside it would promise something smaller. Whoever works in a folder of it,
/// and names no other, means the workspace.
auto find_root(const Args& args, driver::Env& env, const std::string& path) -> base::Result<std::string> {
  const auto roots = driver::find_roots(env, path);
  if (!roots.ok()) return roots.error();
  const auto& root = roots.value().front();
  const auto full = driver::absolute(env.working_folder, path);
  const bool is_here = full == env.working_folder && driver::is_within(root, full);
  if (is_here || full == root || full == driver::join(root, driver::kRootFile)) return root;
  const auto named = driver::shown(env.working_folder, root);
  // A path that no argument gave was that of `--workspace`.
  const auto& given = args.positional();
  const bool is_argument = std::find(given.begin(), given.end(), path) != given.end() || given.empty();
  const std::string_view option = is_argument ? "" : ", with `--workspace`";
  const auto help =
      roots.value().size() > 1
          ? fmt::format("name one of the {} workspaces below it, such as `{}`{}", roots.value().size(), named, option)
          : fmt::format("name the workspace, `{}`{}; `--tenant` narrows what is done", named, option);
  return base::Error{fmt::format("`{}` is not the root of a workspace", path), help};
}

/// `--adopt`.
auto parse_adopt(const Args& args, Session& session) -> base::Status {
  const auto known = adoptable_keys(session.loaded->workspace);
  for (const auto& key : args.all("adopt")) {
    if (!known.contains(key)) {
      const std::vector<std::string_view> keys(known.begin(), known.end());
      const auto near = base::nearest(key, keys);
      return base::Error{
          fmt::format("`--adopt {}` names no policy of the workspace, and no group or filter that it makes", key),
          near ? fmt::format("did you mean `{}`?", *near) : "name a key of `policies`"};
    }
    session.adopt.insert(key);
  }
  return base::Done{};
}

auto parse_policies(const Args& args, Session& session) -> base::Status {
  for (const auto& [option, keys] :
       {std::pair("replace", &session.replace.allowed), std::pair("replace-now", &session.replace.now)}) {
    auto parsed = policy_keys(args, session.loaded->workspace, option);
    if (!parsed.ok()) return parsed.error();
    *keys = std::move(parsed).value();
  }
  return base::Done{};
}

/// `--rewrite-secrets`, of every policy where it stands alone.
auto parse_rewrite(const Args& args, Session& session) -> base::Status {
  const auto given = args.all(kRewriteSecretsOption.name);
  session.rewrite.all = std::find(given.begin(), given.end(), kWithoutValue) != given.end();
  if (session.rewrite.all) return base::Done{};
  auto parsed = policy_keys(args, session.loaded->workspace, kRewriteSecretsOption.name);
  if (!parsed.ok()) return parsed.error();
  session.rewrite.keys = std::move(parsed).value();
  return base::Done{};
}

/// `--replace-after`.
auto parse_wait(const Args& args, Session& session) -> base::Status {
  const auto text = args.get("replace-after");
  if (text.empty()) return base::Done{};
  const auto seconds = parse_duration(text);
  if (!seconds) {
    return base::Error{fmt::format("`--replace-after {}` is no time", text),
                       "a whole number and a unit, such as `90m`, `24h` or `7d`, or `0`"};
  }
  session.replace.after = *seconds;
  return base::Done{};
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

/// `--auth-file`, or PINWRIGHT_AUTH_FILE.
auto take_auth_file(const Args& args, driver::Env& env, Session& session) -> base::Status {
  session.values = env.variable;
  auto file = open_auth_file(args, env, *session.loaded);
  if (!file.ok()) return file.error();
  if (file.value() == nullptr) return base::Done{};
  session.auth_file = std::move(file).value();
  session.values = driver::value_variables(*session.auth_file, env.variable);
  const auto& shows = session.auth_file->content.show_live;
  session.shows_live = args.has("show-live") || (shows && shows->value);
  return base::Done{};
}

/// What the file of `--auth-file` does not allow in the tenants that are met. The code of a run that ends for it.
auto stopped_by_auth_file(const Session& session, driver::Env& env) -> std::optional<ExitCode> {
  const auto refusals = refused_by_auth_file(*session.loaded, session.tenants);
  if (refusals.empty()) return std::nullopt;
  diag::render_text(env.err, {refusals, session.loaded->sources, {}, session.common.color, true, false});
  return fail(env, {"nothing was asked of any tenant", ""}, ExitCode::Findings);
}

/// An Error is wrong usage.
auto read_workspace(const Args& args, driver::Env& env, const std::string& path) -> base::Result<Session> {
  Session session;
  auto common = common_options(args, env);
  if (!common.ok()) return common.error();
  session.common = std::move(common).value();
  session.common.meets_tenants = true;
  session.summary = args.has("summary");
  session.full = args.has("full");
  if (auto parsed = parse_parallel(args, session); !parsed.ok()) return parsed.error();
  if (auto parsed = parse_deletes(args, env, session); !parsed.ok()) return parsed.error();
  const auto root = find_root(args, env, path);
  if (!root.ok()) return root.error();
  session.loaded = driver::load(env, root.value(), session.common.jobs);
  if (auto taken = take_auth_file(args, env, session); !taken.ok()) return taken.error();
  const auto filter = check_tenant_filter(session.common.tenants, session.loaded->workspace);
  if (!filter.ok()) return filter.error();
  if (auto parsed = parse_adopt(args, session); !parsed.ok()) return parsed.error();
  if (auto parsed = parse_policies(args, session); !parsed.ok()) return parsed.error();
  if (auto parsed = parse_rewrite(args, session); !parsed.ok()) return parsed.error();
  if (auto parsed = parse_wait(args, session); !parsed.ok()) return parsed.error();
  session.tenants = taken(session.loaded->workspace, session.common.tenants);
  return session;
}

/// The definition of a tenant with a mistake in it is not whole: what is left of `auth` may be another way to sign in.
auto check_definitions(const Session& session) -> base::Status {
  std::vector<std::string> damaged;
  for (const auto& tenant : session.loaded->workspace.tenants.all()) {
    if (!session.common.tenants.takes(tenant) || !driver::is_damaged(*session.loaded, tenant)) continue;
    damaged.push_back(base::quoted(tenant.name.value));
  }
  if (damaged.empty()) return base::Done{};
  constexpr std::size_t kShown = 5;
  return base::Error{fmt::format("the {} of {} {} errors", damaged.size() == 1 ? "definition" : "definitions",
                                 base::listed(damaged, kShown), damaged.size() == 1 ? "has" : "have"),
                     "`pinwright validate` shows them; `--tenant` and `--exclude-tenant` leave these tenants out"};
}

/// All offline checks. The code of a run that they stop, whose findings are rendered then; nullopt: go on.
auto stopped_by_findings(Session& session, driver::Env& env) -> base::Result<std::optional<ExitCode>> {
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
  if (!rendered.ok()) return rendered.error();
  if (code != ExitCode::Success) return std::optional(code);
  if (incomplete)
    return base::Error{"a waived finding left a value that cannot be written",
                       "correct the value: `pinwright validate --verbose` shows waived findings"};
  return std::optional<ExitCode>();
}

/// Opens the way to the tenants: `--sandbox`, `--trace`.
auto connected(Session session, const Args& args, driver::Env& env) -> Begun {
  session.progress = views::make_progress(env, session.common.quiet);
  const driver::ConnectionOptions options{args.get("sandbox"), args.get("trace"), session.auth_file.get(),
                                          session.progress.get()};
  auto opened = driver::open_connections(env, *session.loaded, options);
  if (!opened.ok()) return fail(env, opened.error(), exit_code_of(opened.error()));
  session.connections = std::move(opened).value();
  return session;
}

}  // namespace

auto adoptable_keys(const model::Workspace& workspace) -> std::set<std::string> {
  std::set<std::string> keys;
  for (const auto& policy : workspace.policies.all()) keys.insert(policy.name.value);
  const auto add_made = [&](const auto& objects) {
    for (const auto& one : objects.all()) {
      if (one.value.create && one.value.create->value) keys.insert(one.name.value);
    }
  };
  add_made(workspace.groups);
  add_made(workspace.filters);
  return keys;
}

auto Session::tenant(std::string_view name) const -> lower::TenantRef { return loaded->workspace.tenants.find(name); }

auto begin_checked(const Args& args, driver::Env& env, const std::string& path) -> Begun {
  auto read = read_workspace(args, env, path);
  if (!read.ok()) return fail(env, read.error(), ExitCode::Usage);
  auto& session = read.value();
  if (const auto code = stopped_by_auth_file(session, env)) return *code;
  if (const auto code = stopped_by_checks(session, env)) return *code;
  return connected(std::move(session), args, env);
}

auto stopped_by_checks(Session& session, driver::Env& env) -> std::optional<ExitCode> {
  const auto stopped = stopped_by_findings(session, env);
  return stopped.ok() ? stopped.value() : fail(env, stopped.error(), ExitCode::Findings);
}

auto begin_unchecked(const Args& args, driver::Env& env, const std::string& path) -> Begun {
  auto read = read_workspace(args, env, path);
  if (!read.ok()) return fail(env, read.error(), ExitCode::Usage);
  if (const auto whole = check_definitions(read.value()); !whole.ok())
    return fail(env, whole.error(), ExitCode::Findings);
  if (const auto code = stopped_by_auth_file(read.value(), env)) return *code;
  return connected(std::move(read).value(), args, env);
}

auto tell_left_tenants(const Session& session, driver::Env& env) -> void {
  if (session.common.quiet) return;
  for (const auto& left : driver::left_tenants(env, *session.loaded)) {
    base::print(
        env.err,
        "note: tenant {} (`{}`) is no longer in the files: {} that an apply made there {} as {}\n"
        "  = help: to remove it, put the tenant back with `offboard: delete`, or `offboard: forget` to give it up\n",
        diag::visible(left.name), diag::visible(left.tenant_id), base::counted(left.objects, "object"),
        left.objects == 1 ? "stays" : "stay", left.objects == 1 ? "it is" : "they are");
  }
}

auto workspace_option(const Session& session, const driver::Env& env) -> std::string {
  const auto& root = session.loaded->root;
  if (driver::is_within(root, env.working_folder)) return {};
  return fmt::format(" --workspace {}", driver::shown(env.working_folder, root));
}

auto make_plan(Session& session, driver::Env& env, driver::KeepConnection keep) -> plan::Plan {
  driver::PlanOptions options;
  options.parallel = session.parallel;
  options.adopt = session.adopt;
  options.replace = session.replace;
  options.rewrite = session.rewrite;
  const auto written = driver::written_objects(env, *session.loaded);
  options.is_written = written.has;
  options.has_written = written.has_policies;
  options.is_left_copy = written.is_left_copy;
  options.written_as = written.addresses;
  const auto awaited = driver::awaited_descriptions(env, *session.loaded);
  options.awaits_description = awaited.has;
  options.is_applied = session.is_applied;
  options.variable = session.values;
  options.shows_live = session.shows_live;
  options.masks = session.masks;
  options.caches = session.caches.get();
  options.keep = std::move(keep);
  auto tenants = driver::plan_tenants(*session.loaded, std::move(session.deployments), *session.connections, options);
  driver::tell_unread(env, written.unread());
  driver::tell_unread(env, awaited.unread());
  auto plan = driver::make_plan(env, *session.loaded, std::move(tenants), session.common.fail_on);
  plan.max_deletes = session.deletes.given;
  return plan;
}

auto KeptConnections::keep(const plan::TenantPlan& plan, std::unique_ptr<plan::Tenant> tenant) -> void {
  if (plan.unusable || !plan.has_changes()) return;
  const std::lock_guard lock(mutex_);
  if (kept_.size() < most_kept()) kept_[plan.name] = std::move(tenant);
}

auto KeptConnections::take(const std::string& name) -> std::unique_ptr<plan::Tenant> {
  {
    const std::lock_guard lock(mutex_);
    if (auto kept = kept_.extract(name)) return std::move(kept.mapped());
  }
  return session_.connections->to(session_.tenant(name));
}

}  // namespace pinwright::cli::online
