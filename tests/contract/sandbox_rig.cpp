#include "contract/sandbox_rig.hpp"

#include <unistd.h>

#include <atomic>
#include <catch2/catch.hpp>
#include <utility>

#include "contract/tenant_contract.hpp"

namespace pinwright::contract {

namespace {

auto fresh_name() -> std::string {
  static std::atomic<int> count{0};
  return "pinwright-contract-" + std::to_string(::getpid()) + "-" + std::to_string(++count) + ".db";
}

auto variable(std::string_view name) -> std::optional<std::string> {
  if (name == "AZURE_CLIENT_ID") return "0b5c1d7e-6f20-4b8d-9a41-3e7c2d5f8b16";
  if (name == "AZURE_CLIENT_SECRET") return std::string(SandboxRig::kClientSecret);
  return std::nullopt;
}

}  // namespace

SandboxRig::SandboxRig(std::string_view seed, std::string_view faults, std::size_t page_size)
    : store_(std::filesystem::temp_directory_path() / fresh_name()) {
  sandbox::Options options;
  options.store = store_.string();
  options.seed = "{\"tenants\": [" + std::string(seed) + "]}";
  options.faults = faults;
  options.page_size = page_size;
  auto server = sandbox::start(options);
  INFO((server.ok() ? std::string() : server.error().message));
  REQUIRE(server.ok());
  server_ = std::move(server).value();
}

SandboxRig::~SandboxRig() {
  server_.reset();
  for (const char* suffix : {"", "-wal", "-shm"}) std::filesystem::remove(store_.string() + suffix);
}

auto SandboxRig::options() const -> graph::ConnectOptions {
  graph::ConnectOptions options;
  options.tenant_name = "contoso";
  options.tenant_id = kTenant;
  options.hosts = graph::Hosts{url(), url()};
  return options;
}

auto SandboxRig::world(base::StopToken stop) -> graph::World {
  const auto now = [this] {
    const auto since = std::chrono::system_clock::now().time_since_epoch() + slept_;
    return std::int64_t{std::chrono::duration_cast<std::chrono::seconds>(since).count()};
  };
  return {files_,
          variable,
          now,
          [this] { return random_(); },
          [this](std::chrono::milliseconds time, const base::StopToken&) { slept_ += time; },
          std::move(stop),
          [](const std::string&) {},
          {}};
}

}  // namespace pinwright::contract
