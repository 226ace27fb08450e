#pragma once

#include <memory>
#include <variant>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/online/auth_file.hpp"
#include "cli/views/progress.hpp"
#include "driver/load.hpp"
#include "driver/online_connect.hpp"

namespace pinwright::cli::online {

/// What the commands work on that are about one tenant: `--tenant` of the workspace at `--workspace`. Findings in its
/// files do not stand in the way of them.
struct OneTenant {
  std::unique_ptr<driver::AuthFile> auth_file;  ///< nullptr: the workspace decides
  std::unique_ptr<driver::Loaded> loaded;
  lower::TenantRef tenant = nullptr;
  std::unique_ptr<views::Progress> progress;
};

/// The code of a run that ends here, why was printed. Usage: no workspace, several, no tenant of this name, or one
/// whose definition is broken. Findings: `--auth-file` does not list it.
[[nodiscard]] auto open_tenant(const Args& args, driver::Env& env) -> std::variant<OneTenant, ExitCode>;

/// `--sandbox`, `--trace` and `--auth-file`.
[[nodiscard]] auto connection_options(const Args& args, const OneTenant& one) -> driver::ConnectionOptions;

}  // namespace pinwright::cli::online
