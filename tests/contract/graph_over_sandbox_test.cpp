#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <optional>
#include <random>
#include <stop_token>
#include <utility>

#include "contract/tenant_contract.hpp"
#include "graph/curl_transport.hpp"
#include "graph/graph_tenant.hpp"
#include "graph/token_source.hpp"
#include "sandbox/server.hpp"
#include "source/memory_file_system.hpp"

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

auto variable(std::string_view name) -> std::optional<std::string> {
  if (name == "AZURE_CLIENT_ID") return "0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16";
  if (name == "AZURE_CLIENT_SECRET") return "any will do";
  return std::nullopt;
}

/// A sandbox and two connections to it. Time passes as it does, and in sleeps at once.
class SandboxWorld : public ContractWorld {
 public:
  SandboxWorld() : store_(std::filesystem::temp_directory_path() / name()) {
    sandbox::Options options;
    options.store = store_.string();
    options.seed = "{\"tenants\": [" + std::string(seed()) + "]}";
    options.faults = kFaults;
    options.page_size = page_size();
    auto server = sandbox::start(options);
    INFO((server.ok() ? std::string() : server.error().message));
    REQUIRE(server.ok());
    server_ = std::move(server).value();
    tenant_ = connect(run_.get_token(), true);
    witness_ = connect({}, false);
  }
  ~SandboxWorld() override {
    tenant_.reset();
    witness_.reset();
    server_.reset();
    for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(store_.string() + suffix);
  }

  auto tenant() -> plan::Tenant& override { return *tenant_; }
  auto witness() -> plan::Tenant& override { return *witness_; }
  auto inject(Fault fault) -> void override { injected_ = fault; }
  auto cancel() -> void override { run_.request_stop(); }
  [[nodiscard]] auto page_size() const -> std::size_t override { return 3; }

 private:
  static auto name() -> std::string {
    static std::atomic<int> count{0};
    return "pinwright-contract-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".db";
  }

  auto now() const -> std::int64_t {
    const auto since = std::chrono::system_clock::now().time_since_epoch() + slept_;
    return std::chrono::duration_cast<std::chrono::seconds>(since).count();
  }

  auto connect(const base::StopToken& stop, bool meets_faults) -> std::unique_ptr<plan::Tenant> {
    const graph::World world{files_,
                             variable,
                             [this] { return now(); },
                             [this] { return random_(); },
                             [this](std::chrono::milliseconds time, const base::StopToken&) { slept_ += time; },
                             stop,
                             [](const std::string&) {},
                             {}};
    graph::ConnectOptions options;
    options.tenant_name = "contoso";
    options.tenant_id = kTenant;
    options.hosts = graph::Hosts{server_->url(), server_->url()};
    auto transport = graph::make_curl_transport({}, stop);
    if (meets_faults) transport = std::make_unique<FaultingTransport>(std::move(transport), injected_);
    auto tokens = graph::make_token_source(options, world, *transport);
    return std::make_unique<graph::GraphTenant>(std::move(transport), std::move(tokens),
                                                graph::Endpoint{server_->url()}, world);
  }

  std::filesystem::path store_;
  source::MemoryFileSystem files_;
  std::chrono::milliseconds slept_{0};
  std::mt19937_64 random_{1};
  std::stop_source run_;
  std::optional<Fault> injected_;
  std::unique_ptr<sandbox::Server> server_;
  std::unique_ptr<plan::Tenant> tenant_;
  std::unique_ptr<plan::Tenant> witness_;
};

}  // namespace

TEST_CASE("graph over the sandbox keeps the contract") {
  check_all([] { return std::make_unique<SandboxWorld>(); });
}

}  // namespace pinwright::contract
