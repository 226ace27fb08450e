#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "base/limits.hpp"
#include "base/result.hpp"
#include "graph/session.hpp"

namespace pinwright::graph {

/// One thing to read. `path` is relative to the version of Graph, with its query: "/organization".
struct Read {
  enum class Shape : std::uint8_t {
    Entity,  ///< a JSON object
    List,    ///< `value` of every page, as one array. Never NotFound: where the address is unknown, nothing was listed
    Parts,   ///< a list that belongs to an object: NotFound when that is gone
    Count,   ///< of `$count`, with ConsistencyLevel: eventual: a number
  } shape = Shape::Entity;
  std::string path;
  bool alone = false;  ///< a request of its own: an answer too long for a batch
  enum class Worth : std::uint8_t {
    Needed,    ///< without it nothing can be done: asked as long as it may pass
    Detail,    ///< of one object among many: three failures of the service, and the answer is Refused
    Estimate,  ///< nice to know: the first failure that is no throttling ends it, the second that is
  } worth = Worth::Needed;
};

/// What the answers to one `read_all` may be at most: they are in memory together.
struct ReadLimits {
  std::size_t pages = base::kGraphPages;      ///< of one list
  std::size_t bytes = base::kGraphReadBytes;  ///< of all bodies
};

/// Reads all, in the order of `reads`, each with its own outcome: several at a time, those that are not alone in
/// batches of 20, and follows `@odata.nextLink` to the last page. What failed and may pass is asked again, item by
/// item; while any of it waits, nothing else is sent, since the service is the same. A next page on another host is
/// refused: the token is not for it; so is one that was read already, and what is beyond the limits (Unreachable). What
/// Microsoft Graph's own host has behind a gateway is asked of the gateway.
/// `base` is host and version: "https://graph.microsoft.com/beta".
[[nodiscard]] auto read_all(Session& session, const std::string& base, std::span<const Read> reads,
                            const ReadLimits& limits = {}) -> std::vector<base::Result<nlohmann::json>>;

}  // namespace pinwright::graph
