#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <ostream>
#include <string>
#include <string_view>

#include "driver/env.hpp"
#include "graph/activity.hpp"
#include "plan/apply/outcome.hpp"

namespace pinwright::cli::views {

/// A line on a terminal that tells what goes on: how far tenants are read, what is being written, and that a tenant is
/// waited for. It is redrawn in place and gone whenever nothing is under way, so that other text can stand there. From
/// any thread.
class ProgressLine final : public graph::Activity, public plan::Observer {
 public:
  explicit ProgressLine(std::ostream& terminal) : terminal_(terminal) {}
  ~ProgressLine() override;

  auto sent(const std::string& tenant, std::size_t requests) -> void override;
  auto answered(const std::string& tenant, std::size_t requests) -> void override;
  auto waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void override;
  auto waited(const std::string& tenant) -> void override;
  auto saying() -> void override { wipe(); }

  /// From now on it tells of writes: `total` changes in all tenants.
  auto begin_writes(std::size_t total) -> void;
  auto writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void override;
  auto done(const std::string& tenant, const plan::Outcome& outcome) -> void override;

  /// Takes the line away until something else happens.
  auto wipe() -> void;

 private:
  auto draw(std::string_view text) -> void;
  auto draw_reading(const std::string& tenant) -> void;
  auto wipe_line() -> void;
  [[nodiscard]] auto is_writing() const -> bool { return total_ > 0; }

  std::mutex mutex_;
  std::ostream& terminal_;
  bool is_drawn_ = false;
  std::size_t under_way_ = 0;                   // requests of all tenants
  std::map<std::string, std::size_t> answers_;  // by tenant
  std::size_t total_ = 0;                       // changes; 0: nothing is written yet
  std::size_t done_ = 0;
};

/// On stderr; nullptr: that is no terminal, or `quiet` is wanted.
[[nodiscard]] auto make_progress_line(driver::Env& env, bool quiet) -> std::unique_ptr<ProgressLine>;

/// Where nobody watches the writes.
class NoProgress final : public plan::Observer {
 public:
  auto writing(const std::string& /*tenant*/, const plan::Change& /*change*/, std::string_view /*what*/)
      -> void override {}
  auto done(const std::string& /*tenant*/, const plan::Outcome& /*outcome*/) -> void override {}
};

}  // namespace pinwright::cli::views
