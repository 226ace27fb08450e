#include "cli/commands/commands.hpp"
#include "cli/manual.hpp"

namespace pinwright::cli {

namespace {

auto run_man(const Args&, driver::Env& env) -> ExitCode {
  print_manual(env.out);
  return ExitCode::Success;
}

}  // namespace

auto man_command() -> Command {
  return {"man", "", "print the manual page", "pinwright man | man -l -", {}, 0, 0, run_man};
}

}  // namespace pinwright::cli
