#pragma once

#include <string>
#include <string_view>

#include "driver/load.hpp"

namespace pinwright::driver {

/// Whom a seeded sandbox lets in. It guards nothing: the sandbox answers on a loopback address and holds no real
/// tenant.
struct SandboxClient {
  std::string_view id;
  std::string_view secret;
};
inline constexpr SandboxClient kSandboxClient{"5a4db0c5-0000-4000-8000-000000000001", "sandbox"};

/// The seed of a sandbox (docs/sandbox.md) in which this workspace can be applied: every tenant with its verified
/// domain, the groups, filters and scope tags that its policies look up, by the names and ids that they have there, and
/// both PIN reset applications with consent. What the workspace makes itself is left out. Deterministic.
[[nodiscard]] auto make_seed(const Loaded& loaded) -> std::string;

}  // namespace pinwright::driver
