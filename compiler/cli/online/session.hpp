#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/online/auth_file.hpp"
#include "cli/online/delete_limit.hpp"
#include "cli/report.hpp"
#include "cli/views/progress.hpp"
#include "driver/at_a_time.hpp"
#include "driver/online_connect.hpp"
#include "driver/online_plan.hpp"

/// What the commands that work on tenants begin with.
namespace pinwright::cli::online {

/// A workspace in hand, and the way to its tenants. `connections` ends before what it points into.
struct Session {
  Common common;
  unsigned parallel = driver::kTenantsAtATime;
  DeleteLimit deletes;
  std::set<std::string> adopt;
  plan::ReplaceOptions replace;
  plan::RewriteSecrets rewrite;
  bool is_applied = false;  ///< what is planned is applied at once
  bool summary = false;
  bool full = false;
  std::unique_ptr<driver::AuthFile> auth_file;  ///< `--auth-file`; nullptr: the workspace decides
  base::Variables values;                       ///< those that values may come from
  bool shows_live = true;
  plan::ReadMasks masks = plan::ReadMasks::All;
  std::unique_ptr<driver::TenantCaches> caches;  ///< nullptr: every value is read
  std::unique_ptr<driver::Loaded> loaded;
  std::vector<lower::TenantRef> tenants;       ///< that `--tenant` takes, in order of names
  std::vector<lower::Deployment> deployments;  ///< of a checked workspace: theirs, until make_plan takes them
  std::unique_ptr<views::Progress> progress;
  std::unique_ptr<driver::Connections> connections;

  /// By the name that it has in the files; nullptr: there is none.
  [[nodiscard]] auto tenant(std::string_view name) const -> lower::TenantRef;
};

/// A Session, or the code of a run that ends here: why was printed.
using Begun = std::variant<Session, ExitCode>;

/// Reads the options and the workspace whose root is `path`, checks everything that can be checked offline, and opens
/// the way to the tenants. A finding at or above `--fail-on` ends the run: all are rendered then.
[[nodiscard]] auto begin_checked(const Args& args, driver::Env& env, const std::string& path) -> Begun;

/// The same without the checks: for what must work although the files have mistakes, such as a rollback.
[[nodiscard]] auto begin_unchecked(const Args& args, driver::Env& env, const std::string& path) -> Begun;

/// The checks of begin_checked(), for a session that begun without them. The code of a run that they end: why was
/// printed; nullopt: go on.
[[nodiscard]] auto stopped_by_checks(Session& session, driver::Env& env) -> std::optional<ExitCode>;

/// Says on stderr which tenants an earlier run wrote to that the files do not name any more, unless `--quiet`.
auto tell_left_tenants(const Session& session, driver::Env& env) -> void;

/// What `--adopt` takes: keys of policies, and of groups and filters that the files make.
[[nodiscard]] auto adoptable_keys(const model::Workspace& workspace) -> std::set<std::string>;

/// " --workspace PATH", for a command that the reader may copy; empty where the workspace is found without it.
[[nodiscard]] auto workspace_option(const Session& session, const driver::Env& env) -> std::string;

/// Reads the tenants and makes a Plan.
[[nodiscard]] auto make_plan(Session& session, driver::Env& env, driver::KeepConnection keep = {}) -> plan::Plan;

/// Connections that go on from the plan of a tenant to its apply, so that nobody has to sign in twice.
class KeptConnections {
 public:
  explicit KeptConnections(const Session& session) : session_(session) {}

  /// From any thread. Keeps what will be needed again, up to a number that spares the process's open files.
  auto keep(const plan::TenantPlan& plan, std::unique_ptr<plan::Tenant> tenant) -> void;
  /// From any thread: a kept connection, or a new one. The tenant is one of the workspace.
  [[nodiscard]] auto take(const std::string& name) -> std::unique_ptr<plan::Tenant>;

 private:
  std::mutex mutex_;
  const Session& session_;
  std::map<std::string, std::unique_ptr<plan::Tenant>> kept_;
};

}  // namespace pinwright::cli::online
