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

/// Tells what goes on while a command works on tenants. From any thread.
class Progress : public graph::Activity, public plan::Observer {
 public:
  auto sent(const std::string& tenant, std::size_t requests) -> void override;
  auto answered(const std::string& tenant, std::size_t requests) -> void override;
  auto waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void override;
  auto waited(const std::string& tenant) -> void override;
  auto saying() -> void override;
  auto writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void override;
  auto done(const std::string& tenant, const plan::Outcome& outcome) -> void override;

  /// From now on it tells of writes: `total` changes in all tenants.
  virtual auto begin_writes(std::size_t total) -> void;
  /// No more writes.
  virtual auto end_writes() -> void;
};

/// A line on a terminal that tells what goes on: how far tenants are read, what is being written, and that a tenant is
/// waited for. It is redrawn in place and gone whenever nothing is under way, so that other text can stand there.
class ProgressLine final : public Progress {
 public:
  explicit ProgressLine(std::ostream& terminal) : terminal_(terminal) {}
  ~ProgressLine() override;

  auto sent(const std::string& tenant, std::size_t requests) -> void override;
  auto answered(const std::string& tenant, std::size_t requests) -> void override;
  auto waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void override;
  auto waited(const std::string& tenant) -> void override;
  auto saying() -> void override { wipe(); }

  auto begin_writes(std::size_t total) -> void override;
  auto writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void override;
  auto done(const std::string& tenant, const plan::Outcome& outcome) -> void override;
  auto end_writes() -> void override { wipe(); }

 private:
  auto wipe() -> void;
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

/// Lines in the log of a pipeline, for nothing but waits: without them one that lasts a quarter of an hour looks as if
/// the run hung. One for each kLongWait that a tenant was waited for.
class ProgressLog final : public Progress {
 public:
  static constexpr std::chrono::seconds kLongWait{60};

  explicit ProgressLog(std::ostream& log) : log_(log) {}
  auto waiting(const std::string& tenant, std::chrono::milliseconds wait) -> void override;

 private:
  struct Waits {
    std::chrono::milliseconds all{0}, told{0};
  };
  std::mutex mutex_;
  std::ostream& log_;
  std::map<std::string, Waits> waits_;  // by tenant
};

/// On stderr: a line where that is a terminal, else a log. `quiet`: nothing is told.
[[nodiscard]] auto make_progress(driver::Env& env, bool quiet) -> std::unique_ptr<Progress>;

}  // namespace pinwright::cli::views
