#include <catch2/catch.hpp>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <utility>

#include "contract/sandbox_rig.hpp"
#include "contract/tenant_contract.hpp"
#include "graph/curl_transport.hpp"
#include "graph/graph_tenant.hpp"
#include "graph/token_source.hpp"

namespace pinwright::contract {

namespace {

using graph::Request;
using graph::Response;

/// What goes wrong happens in the sandbox, on the wire: a call meets a fault when its query names it.
constexpr std::string_view kFaults = R"({"rules": [
  {"match": {"query": "*fault=lost-before*"}, "fault": {"kind": "cut", "when": "before"}},
  {"match": {"query": "*fault=lost-after*"}, "fault": {"kind": "cut", "when": "after"}},
  {"match": {"query": "*fault=throttled*"}, "fault": {"kind": "status", "status": 429, "retryAfter": 30}},
  {"match": {"query": "*fault=stale*"}, "fault": {"kind": "stale", "writes": 1}}
]})";

auto name_of(Fault fault) -> std::string_view {
  switch (fault) {
    case Fault::LostBefore:
      return "fault=lost-before";
    case Fault::LostAfter:
      return "fault=lost-after";
    case Fault::ThrottledForever:
      return "fault=throttled";
    case Fault::StaleList:
      return "fault=stale";
  }
  return {};
}

constexpr std::size_t kPageSize = 3;

/// Names the fault in the request that is to meet it.
class FaultingTransport final : public graph::Transport {
 public:
  FaultingTransport(std::unique_ptr<Transport> inner, const std::optional<Fault>& injected)
      : inner_(std::move(inner)), injected_(injected) {}

  auto send(std::span<const Request> requests) -> std::vector<base::Result<Response>> override {
    if (injected_ != seen_) is_over_ = false;
    seen_ = injected_;
    std::vector<Request> marked(requests.begin(), requests.end());
    for (auto& request : marked) {
      if (!injected_ || is_over_ || !meets(request)) continue;
      request.url += (request.url.find('?') == std::string::npos ? "?" : "&") + std::string(name_of(*injected_));
      is_over_ = injected_ != Fault::ThrottledForever;
    }
    return inner_->send(marked);
  }

 private:
  auto meets(const Request& request) const -> bool {
    if (request.url.find("/beta/") == std::string::npos || request.url.ends_with("/$batch")) return false;
    if (injected_ == Fault::StaleList) return request.url.find("/deviceConfigurations?") != std::string::npos;
    return request.method != "GET";
  }

  std::unique_ptr<Transport> inner_;
  const std::optional<Fault>& injected_;
  std::optional<Fault> seen_;
  bool is_over_ = false;
};

/// A sandbox and two connections to it.
class SandboxWorld : public ContractWorld {
 public:
  SandboxWorld()
      : rig_(seed(), kFaults, kPageSize), tenant_(connect(run_.get_token(), true)), witness_(connect({}, false)) {}

  auto tenant() -> plan::Tenant& override { return *tenant_; }
  auto witness() -> plan::Tenant& override { return *witness_; }
  auto inject(Fault fault) -> void override { injected_ = fault; }
  auto cancel() -> void override { run_.request_stop(); }
  [[nodiscard]] auto page_size() const -> std::size_t override { return kPageSize; }

 private:
  auto connect(const base::StopToken& stop, bool meets_faults) -> std::unique_ptr<plan::Tenant> {
    const auto world = rig_.world(stop);
    auto transport = graph::make_curl_transport({}, stop);
    if (meets_faults) transport = std::make_unique<FaultingTransport>(std::move(transport), injected_);
    auto tokens = graph::make_token_source(rig_.options(), world, *transport);
    return std::make_unique<graph::GraphTenant>(std::move(transport), std::move(tokens), graph::Endpoint{rig_.url()},
                                                world);
  }

  std::stop_source run_;
  std::optional<Fault> injected_;
  SandboxRig rig_;
  std::unique_ptr<plan::Tenant> tenant_;
  std::unique_ptr<plan::Tenant> witness_;
};

}  // namespace

TEST_CASE("graph over the sandbox keeps the contract") {
  check_all([] { return std::make_unique<SandboxWorld>(); });
}

}  // namespace pinwright::contract
