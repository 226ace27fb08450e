#pragma once

#include <memory>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "diag/diagnostic.hpp"
#include "driver/auth_file.hpp"

namespace pinwright::cli::online {

/// The file of `--auth-file` or PINWRIGHT_AUTH_FILE, imposed on `loaded`; nullptr when neither names one. An Error is
/// wrong usage.
[[nodiscard]] auto open_auth_file(const Args& args, driver::Env& env, driver::Loaded& loaded)
    -> base::Result<std::unique_ptr<driver::AuthFile>>;

/// What it does not allow in these tenants: nothing where there is no such file. No one of them is met then.
[[nodiscard]] auto refused_by_auth_file(const driver::Loaded& loaded, const std::vector<lower::TenantRef>& tenants)
    -> std::vector<diag::Diagnostic>;

}  // namespace pinwright::cli::online
