#include "cli/online/online.hpp"
#include "cli/report.hpp"

namespace pinwright::cli::online {

auto run_sandbox(const Args&, driver::Env& env) -> ExitCode {
  return fail(env, {"`sandbox` is not in this version yet", ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
