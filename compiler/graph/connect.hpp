#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "base/world.hpp"
#include "csp/catalog.hpp"
#include "model/workspace.hpp"
#include "plan/tenant.hpp"
#include "source/file_system.hpp"

namespace pinwright::graph {

/// Hosts of one cloud: https://learn.microsoft.com/graph/deployments, kept in clouds.cpp.
struct Hosts {
  std::string login;  ///< "https://login.microsoftonline.com", without a slash at the end
  std::string graph;  ///< "https://graph.microsoft.com"
};
/// The cloud's own, or where PINWRIGHT_LOGIN_URL and PINWRIGHT_GRAPH_URL point: https, or http on a loopback address;
/// anything else is an Error.
[[nodiscard]] auto hosts_of(model::Cloud cloud, const base::Variables& variable) -> base::Result<Hosts>;

struct ConnectOptions {
  std::string tenant_name;  ///< for messages
  std::string tenant_id;
  model::Cloud cloud = model::Cloud::Global;
  std::optional<model::Auth> auth;
  model::GraphApi api = model::GraphApi::Beta;
  std::string workspace_root;  ///< absolute: files of `auth` are relative to it and lie in it
  const csp::Catalog* catalog =
      nullptr;                 ///< what settings are looked up in; it outlives all; nullptr: the built-in one
  std::optional<Hosts> hosts;  ///< instead of hosts_of: the embedded sandbox
};

class Activity;

/// What the graph layer needs of the world.
struct World {
  source::FileSystem& files;
  base::Variables variable;
  base::Clock clock;
  base::Random random;
  base::Sleep sleep;
  base::StopToken stop;
  std::function<void(const std::string&)> say;    ///< a line for the person at the terminal (device code)
  std::function<void(const std::string&)> trace;  ///< `--trace`: one line of JSON; empty: none
  Activity* activity = nullptr;                   ///< whom to tell what goes on; nullptr: nobody
  /// Seconds that go on evenly, from any moment, whatever is done to the system's clock: for waits. Absent: `clock`.
  base::Clock steady = {};
};

/// A tenant over Microsoft Graph. Signs in on first use. Never Null; what is wrong with `options` (a credential that is
/// not there) is the Error of the first call.
[[nodiscard]] auto connect(const ConnectOptions& options, const World& world) -> std::unique_ptr<plan::Tenant>;

}  // namespace pinwright::graph
