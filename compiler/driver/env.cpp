#include "driver/env.hpp"

namespace pinwright::driver {

namespace {

/// A reference leads to one thing for ever: what is to lead elsewhere is made anew.
auto copy_of(const Env& env, source::FileSystem& files, std::ostream& out) -> Env {
  return {.files = files,
          .out = out,
          .err = env.err,
          .working_folder = env.working_folder,
          .variable = env.variable,
          .clock = env.clock,
          .random = env.random,
          .out_is_terminal = env.out_is_terminal,
          .err_is_terminal = env.err_is_terminal,
          .out_columns = env.out_columns,
          .in = env.in,
          .in_is_terminal = env.in_is_terminal,
          .sleep = env.sleep,
          .stop = env.stop,
          .connect = env.connect,
          .watch = env.watch,
          .has_written = env.has_written,
          .steady = env.steady,
          .told = env.told,
          .kept = env.kept};
}

}  // namespace

auto Env::with_files(source::FileSystem& other) const -> Env { return copy_of(*this, other, out); }

auto Env::with_out_on_err() const -> Env {
  auto copy = copy_of(*this, files, err);
  copy.out_is_terminal = err_is_terminal;
  copy.out_columns = 0;
  return copy;
}

}  // namespace pinwright::driver
