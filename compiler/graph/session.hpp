#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "graph/connect.hpp"
#include "graph/retry.hpp"
#include "graph/token_source.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph {

/// What reads and writes of one tenant share: the connection, the token and how long is waited.
struct Session {
  Session(Transport& over, TokenSource& from, const World& world)
      : transport(over), tokens(from), retries(world), clock(world.clock) {}

  Transport& transport;
  TokenSource& tokens;
  RetryPolicy retries;
  base::Clock clock;
};

/// Adds the token. An Error: no token could be had.
[[nodiscard]] auto sign(Session& session, std::vector<Request>& requests) -> base::Status;

/// One write. It is sent once, but for answers that say that nothing was done (401 once, 429, 503) and connections that
/// failed before it was sent. A lost answer, 408, and what 5xx may pass are Unclear. A body is JSON; what it holds of
/// secret values is never in an Error, even when the service repeats it.
[[nodiscard]] auto write(Session& session, std::string_view method, const std::string& url,
                         const nlohmann::ordered_json* body) -> base::Result<Response>;

}  // namespace pinwright::graph
