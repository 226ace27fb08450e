#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/transport.hpp"

namespace pinwright::graph {

/// The answer to one read, whether it came alone or in a batch.
struct Reply {
  long status = 0;
  std::string retry_after;                     ///< the header, empty when there is none
  std::string date;                            ///< the header, of the batch where an item has none
  std::shared_ptr<const nlohmann::json> body;  ///< never Null; a text that is no JSON is a JSON string
};

/// At most 20 requests travel in a batch: https://learn.microsoft.com/graph/json-batching.
constexpr std::size_t kBatchSize = 20;

/// One GET of a batch. `path` is relative to the version: "/groups?$filter=…".
struct BatchItem {
  std::string path;
  bool eventual = false;  ///< with ConsistencyLevel: eventual
};

/// The body of `POST /$batch`; the id of an item is its place, from 1.
[[nodiscard]] auto batch_body(std::span<const BatchItem> items) -> std::string;
[[nodiscard]] auto reply_of(const Response& response) -> Reply;
/// Replies by place, in whatever order the service put them; nullopt for an item that it left out or garbled.
[[nodiscard]] auto batch_replies(const Response& response, std::size_t count) -> std::vector<std::optional<Reply>>;

/// The number in the answer of `$count`: a number, its digits, or base64 of its digits, which is how a batch carries
/// text/plain.
[[nodiscard]] auto count_in(const nlohmann::json& body) -> std::optional<std::size_t>;

}  // namespace pinwright::graph
