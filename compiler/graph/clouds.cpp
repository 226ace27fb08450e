#include "graph/clouds.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/url.hpp"

namespace pinwright::graph {

/// Microsoft Graph, concepts/deployments: national cloud deployments.
auto built_in_hosts(model::Cloud cloud) -> Hosts {
  switch (cloud) {
    case model::Cloud::Global:
      return {"https://login.microsoftonline.com", "https://graph.microsoft.com"};
    case model::Cloud::UsGov:
      return {"https://login.microsoftonline.us", "https://graph.microsoft.us"};
    case model::Cloud::UsGovDod:
      return {"https://login.microsoftonline.us", "https://dod-graph.microsoft.us"};
    case model::Cloud::China:
      return {"https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"};
  }
  return {};
}

auto exchange_audience(model::Cloud cloud) -> std::string_view {
  switch (cloud) {
    case model::Cloud::Global:
      return "api://AzureADTokenExchange";
    case model::Cloud::UsGov:
    case model::Cloud::UsGovDod:
      return "api://AzureADTokenExchangeUSGov";
    case model::Cloud::China:
      return "api://AzureADTokenExchangeChina";
  }
  return {};
}

auto is_https_or_loopback(std::string_view url) -> bool {
  const bool has_user = url.find('@') != std::string_view::npos;
  if (base::starts_with_folded(url, "https://")) return !has_user && !host_of(url).empty();
  return !has_user && base::starts_with_folded(url, "http://") && is_loopback(host_of(url));
}

namespace {

auto point_elsewhere(std::string& host, std::string_view name, const base::Variables& variable) -> base::Status {
  const auto value = variable(name);
  if (!value || value->empty()) return base::Done{};
  if (!is_https_or_loopback(*value)) {
    return base::Error{fmt::format("`{}` is {}, which is no https address", name, base::quoted(*value)),
                       "http is accepted for a loopback address only: 127.0.0.1, [::1], localhost"};
  }
  host = value->substr(0, value->find_last_not_of('/') + 1);
  return base::Done{};
}

}  // namespace

auto hosts_of(model::Cloud cloud, const base::Variables& variable) -> base::Result<Hosts> {
  auto hosts = built_in_hosts(cloud);
  const auto login = point_elsewhere(hosts.login, "PINWRIGHT_LOGIN_URL", variable);
  if (!login.ok()) return login.error();
  const auto graph = point_elsewhere(hosts.graph, "PINWRIGHT_GRAPH_URL", variable);
  if (!graph.ok()) return graph.error();
  return hosts;
}

}  // namespace pinwright::graph
