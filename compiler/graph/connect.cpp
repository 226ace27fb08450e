#include "graph/connect.hpp"

#include <utility>

#include "graph/activity.hpp"
#include "graph/curl_transport.hpp"
#include "graph/graph_tenant.hpp"
#include "graph/token_source.hpp"
#include "graph/trace.hpp"

namespace pinwright::graph {

namespace {

/// Of OpenSSL, and of most that builds on it; libcurl does not look at it by itself.
constexpr std::string_view kCertificates = "SSL_CERT_FILE";

/// What is wrong with the options, as the answer to every call.
class NoTokens final : public TokenSource {
 public:
  explicit NoTokens(base::Error why) : why_(std::move(why)) { why_.kind = base::ErrorKind::Unreachable; }
  auto token() -> base::Result<AccessToken> override { return why_; }
  auto forget() -> void override {}

 private:
  base::Error why_;
};

auto watched(World world, const std::string& tenant) -> World {
  if (world.activity != nullptr) world.sleep = watched_sleep(std::move(world.sleep), *world.activity, tenant);
  return world;
}

}  // namespace

auto connect(const ConnectOptions& options, const World& unwatched) -> std::unique_ptr<plan::Tenant> {
  const auto world = watched(unwatched, options.tenant_name);
  auto transport = make_curl_transport({world.variable(kCertificates).value_or("")}, world.stop);
  if (world.activity != nullptr)
    transport = make_watched_transport(std::move(transport), *world.activity, options.tenant_name);
  if (world.trace) transport = make_tracing_transport(std::move(transport), world.trace);
  const auto hosts = options.hosts ? base::Result<Hosts>(*options.hosts) : hosts_of(options.cloud, world.variable);
  if (!hosts.ok()) {
    auto tokens = std::make_unique<NoTokens>(hosts.error());
    return std::make_unique<GraphTenant>(std::move(transport), std::move(tokens), Endpoint{}, world);
  }
  auto placed = options;
  placed.hosts = hosts.value();
  auto tokens = make_token_source(placed, world, *transport);
  return std::make_unique<GraphTenant>(std::move(transport), std::move(tokens),
                                       Endpoint{hosts.value().graph, options.api, options.catalog}, world);
}

}  // namespace pinwright::graph
