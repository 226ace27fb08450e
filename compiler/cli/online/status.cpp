#include "cli/online/online.hpp"
#include "cli/report.hpp"

namespace pinwright::cli::online {

auto run_status(const Args&, driver::Env& env) -> ExitCode {
  return fail(env, {"`status` is not in this version yet", ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
