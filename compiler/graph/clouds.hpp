#pragma once

#include <string_view>

#include "graph/connect.hpp"

namespace pinwright::graph {

/// The hosts of a cloud, wherever PINWRIGHT_LOGIN_URL and PINWRIGHT_GRAPH_URL point: what a token is asked for.
[[nodiscard]] auto built_in_hosts(model::Cloud cloud) -> Hosts;

/// Whether an origin ("https://graph.microsoft.com") is Microsoft Graph's in some cloud.
[[nodiscard]] auto is_graph_host(std::string_view origin) -> bool;

/// The audience that a token of a foreign issuer must have to be taken by this cloud's sign-in service
/// (entra, workload-id/workload-identity-federation-create-trust).
[[nodiscard]] auto exchange_audience(model::Cloud cloud) -> std::string_view;

/// Where a secret may be sent: https, or http on a loopback address; no user in the URL.
[[nodiscard]] auto is_https_or_loopback(std::string_view url) -> bool;

}  // namespace pinwright::graph
