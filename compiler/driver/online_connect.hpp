#pragma once

#include <memory>
#include <string>

#include "base/result.hpp"
#include "driver/auth_file.hpp"
#include "driver/load.hpp"
#include "plan/tenant.hpp"

namespace pinwright::graph {
class Activity;
}

namespace pinwright::driver {

struct ConnectionOptions {
  std::string sandbox;  ///< `--sandbox`: a store of local tenants instead of Microsoft Graph; empty: Graph
  std::string trace;    ///< `--trace`: where every exchange is noted; empty: nowhere
  /// `--auth-file`: where its own files lie, and what signing in reads of the environment. nullptr: the workspace
  /// decides. It outlives the connections.
  const AuthFile* auth_file = nullptr;
  graph::Activity* activity = nullptr;  ///< whom to tell what goes on; it outlives the connections. nullptr: nobody
};

/// The way to the tenants of one run. Nothing is sent before a Tenant is asked for something.
class Connections {
 public:
  Connections() = default;
  Connections(const Connections&) = delete;
  auto operator=(const Connections&) -> Connections& = delete;
  virtual ~Connections() = default;

  /// From any thread. What it gives must end before this does.
  [[nodiscard]] virtual auto to(lower::TenantRef tenant) -> std::unique_ptr<plan::Tenant> = 0;
  /// Where people of this tenant sign in: for consent URLs. Empty when it is not known.
  [[nodiscard]] virtual auto login_host(lower::TenantRef tenant) const -> std::string = 0;
  /// Whether the tenants are a local store that was made by an earlier run: it may lack what the files name since.
  [[nodiscard]] virtual auto is_old_sandbox() const -> bool = 0;
};

/// An Error: the sandbox cannot be started, or the trace cannot be written. `env` and `loaded` outlive the result.
[[nodiscard]] auto open_connections(Env& env, const Loaded& loaded, const ConnectionOptions& options)
    -> base::Result<std::unique_ptr<Connections>>;

}  // namespace pinwright::driver
