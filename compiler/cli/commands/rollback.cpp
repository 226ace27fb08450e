#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{
    kYesOption, kJustificationOption,
    Option{"files", "DIR", "the workspace as it was before that apply: for values that no journal holds"},
    kWorkspaceOption};
constexpr auto kOptions = joined(kOwn, kDrawOptions, std::array{kTenantOption, kParallelOption}, kMeetAndShowOptions,
                                 kPlanOutputOptions, std::array{kColorOption, kQuietOption, kVerboseOption});

}  // namespace

auto rollback_command() -> Command {
  return {"rollback",
          "JOURNAL",
          "put back what an apply changed",
          "An object is put back only if it still is what the apply left. Secrets are in no journal: they come from "
          "--files\n"
          "and the environment of today. What cannot be put back is named, and the exit code is then not 0. Shows the "
          "plan and\n"
          "asks. A journal that is not as pinwright wrote it, or was sealed with another key, is refused with 4.",
          kOptions,
          1,
          1,
          nullptr};
}

}  // namespace pinwright::cli
