#pragma once

#include <string>

#include "driver/load.hpp"

namespace pinwright::driver {

/// The seed of a sandbox (docs/sandbox.md) in which this workspace can be applied: every tenant with its verified
/// domain, the groups, filters and scope tags that its policies look up, by the names and ids that they have there, and
/// both PIN reset applications with consent. What the workspace makes itself is left out. It names no client, so that
/// every credential is good. Deterministic.
[[nodiscard]] auto make_seed(const Loaded& loaded) -> std::string;

}  // namespace pinwright::driver
