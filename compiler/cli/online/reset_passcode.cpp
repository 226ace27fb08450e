#include "cli/online/online.hpp"
#include "cli/report.hpp"

namespace pinwright::cli::online {

auto run_reset_passcode(const Args&, driver::Env& env) -> ExitCode {
  return fail(env, {"`reset-passcode` is not in this version yet", ""}, ExitCode::Internal);
}

}  // namespace pinwright::cli::online
