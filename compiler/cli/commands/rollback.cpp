#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {kYesOption,    kWorkspaceOption, kSummaryOption, kFullOption,
                               kTenantOption, kParallelOption,  kSandboxOption, kTraceOption,
                               kOutputOption, kColorOption,     kQuietOption,   kVerboseOption};

}  // namespace

auto rollback_command() -> Command {
  return {"rollback",
          "JOURNAL",
          "put back what an apply changed",
          "An object is put back only if it still is what the apply left; what cannot be restored is named. Shows the "
          "plan and\n"
          "asks.",
          kOptions,
          1,
          1,
          nullptr};
}

}  // namespace pinwright::cli
