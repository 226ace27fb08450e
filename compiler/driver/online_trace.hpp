#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "base/result.hpp"
#include "source/file_system.hpp"

namespace pinwright::driver {

/// `--trace`: a file of lines that only its owner may read, safe to write to from several threads.
class Trace {
 public:
  /// Makes the file, or goes on at the end of one that is there.
  [[nodiscard]] static auto open(source::FileSystem& files, std::string path) -> base::Result<std::unique_ptr<Trace>>;

  /// A line that cannot be written is lost: a trace never stops a run. The first time, the answer says so and why; it
  /// is empty ever after.
  [[nodiscard]] auto write(const std::string& line) -> std::string;

 private:
  Trace(source::FileSystem& files, std::string path) : files_(files), path_(std::move(path)) {}

  std::mutex mutex_;
  source::FileSystem& files_;
  std::string path_;
  bool is_whole_ = true;
};

}  // namespace pinwright::driver
