#pragma once

#include <memory>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "driver/load.hpp"
#include "driver/online_connect.hpp"

namespace pinwright::cli::online {

/// What the commands work on that are about one tenant: `--tenant` of the workspace at `--workspace`. Findings in its
/// files do not stand in the way of them.
struct OneTenant {
  std::unique_ptr<driver::Loaded> loaded;
  lower::TenantRef tenant = nullptr;
};

/// An Error is wrong usage: no workspace, several, no tenant of this name, or one whose definition is broken.
[[nodiscard]] auto open_tenant(const Args& args, driver::Env& env) -> base::Result<OneTenant>;

/// `--sandbox` and `--trace`.
[[nodiscard]] auto connection_options(const Args& args) -> driver::ConnectionOptions;

}  // namespace pinwright::cli::online
