#pragma once

#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/report.hpp"
#include "driver/load.hpp"
#include "driver/online_connect.hpp"

namespace pinwright::cli::online {

/// What the commands work on that are about the tenants of a workspace: PATH, `--tenant`, `--parallel` and the common
/// options.
struct ManyTenants {
  std::unique_ptr<driver::Loaded> loaded;
  std::vector<lower::TenantRef> tenants;  ///< in order of names, broken ones left out
  Common common;
  driver::ConnectionOptions connection;
  unsigned parallel = 8;
};

/// An Error is wrong usage. Findings in the files are in `loaded->sink`, and nobody has looked at them yet.
[[nodiscard]] auto open_tenants(const Args& args, driver::Env& env) -> base::Result<ManyTenants>;

/// Replaces a file that `--output FORMAT=FILE` names.
[[nodiscard]] auto write_output(const std::string& file, const std::string& bytes, driver::Env& env) -> base::Status;

}  // namespace pinwright::cli::online
