#pragma once

#include "driver/load.hpp"

namespace pinwright::driver {

/// `unknown-reference` for what `auth` of a tenant names and no sign-in can use: a file outside the workspace, and what
/// cannot be the name of a variable. A warning: with `--auth-file` nobody signs in by it. Whether they are there is
/// known where somebody does, and only there.
auto check_auth_references(Loaded& loaded) -> void;

}  // namespace pinwright::driver
