#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/limits.hpp"
#include "base/world.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph {

struct CurlOptions {
  std::string ca_file;                                  ///< PEM, instead of the system's certificates; empty: those
  std::size_t in_flight = 6;                            ///< requests at a time
  std::size_t longest_answer = base::kHttpAnswerBytes;  ///< bytes, unpacked
  std::chrono::milliseconds connect_timeout = std::chrono::seconds(15);
  std::chrono::milliseconds timeout = std::chrono::minutes(5);  ///< of one exchange, from its first byte to its last
  std::chrono::seconds stall_timeout{100};                      ///< without a byte in either direction
};

/// Transport over libcurl, in the calling thread. Connections are kept from one call to the next. https is verified,
/// always; http goes to loopback and link-local addresses only. Redirects are answers like others. When `stop` is set,
/// nothing else is begun: a write in flight is awaited, and a read is given up.
[[nodiscard]] auto make_curl_transport(CurlOptions options, base::StopToken stop) -> std::unique_ptr<Transport>;

}  // namespace pinwright::graph
