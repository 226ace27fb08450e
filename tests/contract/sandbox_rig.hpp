#pragma once

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "graph/connect.hpp"
#include "sandbox/server.hpp"
#include "source/memory_file_system.hpp"

namespace pinwright::contract {

/// A running sandbox of one tenant, and the world of those who connect to it: any client id and secret will do, time
/// passes as it does, and in sleeps at once.
class SandboxRig {
 public:
  /// `seed` is that of the tenant.
  SandboxRig(std::string_view seed, std::string_view faults, std::size_t page_size);
  SandboxRig(const SandboxRig&) = delete;
  auto operator=(const SandboxRig&) -> SandboxRig& = delete;
  ~SandboxRig();

  [[nodiscard]] auto url() const -> const std::string& { return server_->url(); }
  [[nodiscard]] auto options() const -> graph::ConnectOptions;
  [[nodiscard]] auto world(base::StopToken stop) -> graph::World;

  static constexpr std::string_view kClientSecret = "canary-client-secret";

 private:
  std::filesystem::path store_;
  source::MemoryFileSystem files_;
  std::chrono::milliseconds slept_{0};
  std::mt19937_64 random_{1};
  std::unique_ptr<sandbox::Server> server_;
};

}  // namespace pinwright::contract
