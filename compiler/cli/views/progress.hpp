#pragma once

#include <mutex>
#include <ostream>

#include "plan/apply/outcome.hpp"

namespace pinwright::cli::views {

/// A line on a terminal that tells what is being written, redrawn in place and gone in the end.
class ProgressLine final : public plan::Observer {
 public:
  /// `total`: changes of all tenants.
  ProgressLine(std::ostream& terminal, std::size_t total) : terminal_(terminal), total_(total) {}
  ProgressLine(const ProgressLine&) = delete;
  auto operator=(const ProgressLine&) -> ProgressLine& = delete;
  ~ProgressLine() override;

  auto writing(const std::string& tenant, const plan::Change& change, std::string_view what) -> void override;
  auto done(const std::string& tenant, const plan::Outcome& outcome) -> void override;

 private:
  auto draw(std::string_view text) -> void;

  std::mutex mutex_;
  std::ostream& terminal_;
  std::size_t total_;
  std::size_t done_ = 0;
};

/// Where nobody watches.
class NoProgress final : public plan::Observer {
 public:
  auto writing(const std::string& /*tenant*/, const plan::Change& /*change*/, std::string_view /*what*/)
      -> void override {}
  auto done(const std::string& /*tenant*/, const plan::Outcome& /*outcome*/) -> void override {}
};

}  // namespace pinwright::cli::views
