#include "cli/online/online.hpp"
#include "cli/report.hpp"

namespace pinwright::cli::online {

auto run_drift(const Args&, driver::Env& env) -> ExitCode {
  return fail(env, {"`drift` is not in this version yet", ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
