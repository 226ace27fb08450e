#pragma once

#include <memory>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "driver/env.hpp"

/// What the two programs share: the process around cli::run.
namespace pinwright::cli {

/// The real world: disk, standard streams, environment, clock, random bits.
class Process {
 public:
  Process(int count, char** values);

  [[nodiscard]] auto env() -> driver::Env& { return *env_; }
  [[nodiscard]] auto arguments() const -> const std::vector<std::string>& { return arguments_; }
  /// cli::run; a full disk or a closed pipe behind stdout is a failure of the run, not a success. The process's exit
  /// code.
  [[nodiscard]] auto run(const Online& online) -> int;

 private:
  std::vector<std::string> arguments_;
  std::unique_ptr<source::FileSystem> files_;
  std::unique_ptr<driver::Env> env_;
};

}  // namespace pinwright::cli
