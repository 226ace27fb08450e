#pragma once

#include <functional>
#include <memory>
#include <string>

#include "graph/transport.hpp"

namespace pinwright::graph {

/// One exchange as a line of JSON: method, url, clientRequestId, status or error, request and response. No other header
/// is in it, and what is secret is taken out of the bodies (redact.hpp), item by item in a batch. A body that is no
/// JSON, and both bodies of a secret request, are shown by nothing but their length, and not even that.
[[nodiscard]] auto trace_line(const Request& request, const base::Result<Response>& answer) -> std::string;

/// Hands every exchange of `inner` to `trace`.
[[nodiscard]] auto make_tracing_transport(std::unique_ptr<Transport> inner,
                                          std::function<void(const std::string&)> trace) -> std::unique_ptr<Transport>;

}  // namespace pinwright::graph
