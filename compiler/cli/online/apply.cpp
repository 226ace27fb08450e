#include "cli/online/online.hpp"
#include "cli/report.hpp"

namespace pinwright::cli::online {

auto run_apply(const Args&, driver::Env& env) -> ExitCode {
  return fail(env, {"`apply` is not in this version yet", ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
