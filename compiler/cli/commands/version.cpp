#include <fmt/format.h>

#include "base/print.hpp"
#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "csp/catalog.hpp"

namespace pinwright::cli {

namespace {

auto run_version(const Args&, driver::Env& env) -> ExitCode {
  base::print(env.out, "pinwright {} (language 1, CSP catalogue {})\n", PINWRIGHT_VERSION,
              csp::Catalog::built_in().edition());
  return ExitCode::Success;
}

}  // namespace

auto version_command() -> Command { return {"version", "", "print the version", "", {}, 0, 0, run_version}; }

}  // namespace pinwright::cli
