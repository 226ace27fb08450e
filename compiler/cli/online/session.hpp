#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/online/delete_limit.hpp"
#include "cli/online/refusal.hpp"
#include "cli/report.hpp"
#include "driver/online_connect.hpp"
#include "driver/online_plan.hpp"

/// What the commands that meet a tenant begin with.
namespace pinwright::cli::online {

/// A workspace in hand, and the way to its tenants. `connections` ends before what it points into.
struct Session {
  Common common;
  unsigned parallel = 8;
  DeleteLimit deletes;
  std::set<std::string> adopt;
  bool summary = false;
  bool full = false;
  std::unique_ptr<driver::Loaded> loaded;
  std::vector<lower::TenantRef> tenants;       ///< that `--tenant` takes, in order of names
  std::vector<lower::Deployment> deployments;  ///< of a checked workspace: theirs, until make_plan takes them
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

/// Reads the tenants and makes a Plan.
[[nodiscard]] auto make_plan(Session& session, driver::Env& env, driver::KeepConnection keep = {}) -> plan::Plan;

}  // namespace pinwright::cli::online
