#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <string>

#include "base/world.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph {

/// Is told what goes on between a run and its tenants, from the threads that do it.
class Activity {
 public:
  Activity() = default;
  Activity(const Activity&) = delete;
  auto operator=(const Activity&) -> Activity& = delete;
  virtual ~Activity() = default;

  /// `requests` are under way to `tenant`.
  virtual auto sent(const std::string& tenant, std::size_t requests) -> void = 0;
  /// They came back, whatever came of them.
  virtual auto answered(const std::string& tenant, std::size_t requests) -> void = 0;
  /// Nothing is asked of `tenant` for so long: it is busy, or does not answer.
  virtual auto waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void = 0;
  virtual auto waited(const std::string& tenant) -> void = 0;
  /// Something is about to be printed for the person at the terminal.
  virtual auto saying() -> void = 0;
};

/// `inner`, every exchange of which `activity` is told.
[[nodiscard]] auto make_watched_transport(std::unique_ptr<Transport> inner, Activity& activity, std::string tenant)
    -> std::unique_ptr<Transport>;
/// `sleep`, every wait of which `activity` is told.
[[nodiscard]] auto watched_sleep(base::Sleep sleep, Activity& activity, std::string tenant) -> base::Sleep;

}  // namespace pinwright::graph
