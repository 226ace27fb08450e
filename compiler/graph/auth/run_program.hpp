#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/world.hpp"

namespace pinwright::graph::auth {

/// The program `name` in the folders of `search_path` (the variable PATH). Relative folders are passed over: a
/// workspace must not bring the program that runs in it. Empty when there is none.
[[nodiscard]] auto find_program(std::string_view name, std::string_view search_path) -> std::string;

struct Limits {
  std::chrono::milliseconds time{30'000};
  std::size_t output = std::size_t{1} << 20U;  ///< bytes of stdout, and of stderr
};

struct Output {
  int exit_code = 0;  ///< 128 + N when signal N ended it
  std::string out;
  std::string err;
};

/// Runs a program with these arguments, the first is its path; no shell, nothing on stdin, the environment as it is. It
/// is killed, with what it started, when it exceeds a limit or the run is to stop: an Error then.
[[nodiscard]] auto run_program(const std::vector<std::string>& arguments, const Limits& limits,
                               const base::StopToken& stop) -> base::Result<Output>;

}  // namespace pinwright::graph::auth
