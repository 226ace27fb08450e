#include "graph/clouds.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "graph/url.hpp"
#include "object/well_known.hpp"

namespace pinwright::graph {

namespace {

auto government_sign_in() -> std::string { return fmt::format("https://{}", object::kGovernmentSignInDomain); }

}  // namespace

/// Microsoft Graph, concepts/deployments: national cloud deployments.
auto built_in_hosts(model::Cloud cloud) -> Hosts {
  switch (cloud) {
    case model::Cloud::Global:
      return {std::string(object::kGlobalSignInHost), "https://graph.microsoft.com"};
    case model::Cloud::UsGov:
      return {government_sign_in(), "https://graph.microsoft.us"};
    case model::Cloud::UsGovDod:
      return {government_sign_in(), "https://dod-graph.microsoft.us"};
    case model::Cloud::China:
      return {"https://login.chinacloudapi.cn", "https://microsoftgraph.chinacloudapi.cn"};
  }
  return {};
}

auto is_graph_host(std::string_view origin) -> bool {
  constexpr std::array kClouds{model::Cloud::Global, model::Cloud::UsGov, model::Cloud::UsGovDod, model::Cloud::China};
  return std::any_of(kClouds.begin(), kClouds.end(),
                     [&](model::Cloud cloud) { return base::equal_folded(built_in_hosts(cloud).graph, origin); });
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
    const bool has_user = value->find('@') != std::string::npos;
    // What stands in front of an @ may be a password.
    return base::Error{has_user ? fmt::format("`{}` holds a user name or a password", name)
                                : fmt::format("`{}` is {}, which is no https address", name, base::quoted(*value)),
                       has_user ? "write the address without them"
                                : "http is accepted for a loopback address only: 127.0.0.1, [::1], localhost"};
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
