#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "graph/connect.hpp"
#include "graph/pacing.hpp"
#include "graph/retry.hpp"
#include "graph/token_source.hpp"
#include "graph/transport.hpp"
#include "plan/apply/write_state.hpp"

namespace pinwright::graph {

/// What reads and writes of one tenant share: the connection, the token and how long is waited.
struct Session {
  Session(Transport& over, TokenSource& from, const World& world)
      : transport(over),
        tokens(from),
        retries(world),
        writes(world),
        read_pacing(kReadsInWindow, world),
        write_pacing(kWritesInWindow, world),
        clock(world.clock),
        random(world.random) {}

  Transport& transport;
  TokenSource& tokens;
  RetryPolicy retries;  ///< of reads
  RetryPolicy writes;   ///< of writes: that a read succeeds is no progress of theirs
  Pacing read_pacing;
  Pacing write_pacing;
  base::Clock clock;
  base::Random random;
  std::size_t failed_writes = 0;    ///< in a row, in ways that may pass
  bool renewed_for_write = false;   ///< the token, since a write was last answered otherwise
  std::int64_t served_at = 0;       ///< the Date of the last answer, seconds since 1970; 0: it told none
  bool avoids_connections = false;  ///< the last answer was 503: whoever is behind this connection is not asked again
};

/// Takes the place of one write in the pacing, and waits for it. True: time went by.
auto await_write_turn(Session& session) -> bool;

/// Adds the token and an id of its own to each, on another connection where the last answer was 503. An Error: no token
/// could be had.
[[nodiscard]] auto sign(Session& session, std::vector<Request>& requests) -> base::Status;

struct WriteCall {
  plan::Method method = plan::Method::Post;
  std::string_view verb;  ///< "POST", …
  std::string url;
  const nlohmann::ordered_json* body = nullptr;
  plan::Consent consent = {};
  enum class After : std::uint8_t {
    Again,   ///< the caller may send it again: what has to be waited for is waited for
    Person,  ///< a person decides whether it is sent again
  } after = After::Again;
};
struct WriteReply {
  plan::WriteAnswer answer;
  Response response;  ///< when the answer is Done
};
/// One write, sent once. Where nothing was done, or a 503 asks for time, the wait is over when this returns, and a
/// token that was refused is forgotten. What a body holds of secret values is never in an Error, even when the service
/// repeats it.
[[nodiscard]] auto write(Session& session, const WriteCall& call) -> WriteReply;

}  // namespace pinwright::graph
