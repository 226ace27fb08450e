#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"
#include "emit/format.hpp"

namespace pinwright::driver {

/// A folder that is filled beside its place and put there in one step, so that nobody sees it half full. What was not
/// put in place is removed. Not copied: it owns what lies on the disk.
class FreshFolder {
 public:
  /// `place`: absolute. Nothing is written before begin().
  FreshFolder(Env& env, std::string place);
  ~FreshFolder();
  FreshFolder(const FreshFolder&) = delete;
  auto operator=(const FreshFolder&) -> FreshFolder& = delete;

  [[nodiscard]] auto has_begun() const -> bool { return has_begun_; }
  [[nodiscard]] auto begin() -> base::Status;
  /// Of a file in it.
  [[nodiscard]] auto path(std::string_view file) const -> std::string;
  /// From any thread, after begin().
  [[nodiscard]] auto fill(const std::vector<emit::File>& files) const -> base::Status;
  /// Once all is written.
  [[nodiscard]] auto put_in_place() -> base::Status;
  /// An error about a file in it, told of the place that people know.
  [[nodiscard]] auto told(const base::Error& error) const -> base::Error;

 private:
  Env& env_;
  std::string place_;
  std::string folder_;
  bool has_begun_ = false;
  bool is_in_place_ = false;
};

}  // namespace pinwright::driver
