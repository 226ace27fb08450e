#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"

namespace pinwright::graph {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Request {
  std::string method = "GET";
  std::string url;  ///< absolute
  Headers headers;
  std::string body;
  bool is_secret = false;                        ///< a trace shows neither body: sign-in
  bool is_on_new_connection = false;             ///< not on one that was kept
  std::chrono::milliseconds connect_timeout{0};  ///< instead of the transport's own; 0: that one
  bool is_read = false;                          ///< nothing is done by it, so nothing about it is ever unclear
};

/// The id by which Microsoft's support finds a request that got no answer; empty: it has none.
[[nodiscard]] auto client_request_id(const Request& request) -> std::string_view;

struct Response {
  long status = 0;
  Headers headers;
  std::string body;

  /// The header of this name in any letter case; empty when there is none.
  [[nodiscard]] auto header(std::string_view name) const -> std::string_view;
};

/// HTTP exchanges, no retry. An Error of kind Unreachable: the request was not sent whole (name, connection, TLS); of
/// kind Unclear: it was, and no whole answer came; of kind Refused: a read whose answer is too long, however often it
/// is asked for; of kind Interrupted: the run was stopped before it was sent, or while a read was in flight.
class Transport {
 public:
  virtual ~Transport() = default;
  /// Sends all, several at a time over kept connections, and answers in their order.
  [[nodiscard]] virtual auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> = 0;

  /// After an answer for which this is true nothing more is begun.
  using Halts = std::function<bool(const Response&)>;
  /// The same; nullopt: not sent, since an answer halted it.
  [[nodiscard]] virtual auto send_until(std::span<const Request> requests, const Halts& halts)
      -> std::vector<std::optional<base::Result<Response>>>;

  [[nodiscard]] auto send_one(const Request& request) -> base::Result<Response> {
    return std::move(send({&request, 1}).front());
  }
};

}  // namespace pinwright::graph
