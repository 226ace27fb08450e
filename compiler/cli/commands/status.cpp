#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr auto kOptions = joined(std::array{kReplaceAfterOption}, kTenantOptions, kMeetOptions,
                                 std::array{kOutputOption, kColorOption, kQuietOption, kJobsOption});

}  // namespace

auto status_command() -> Command {
  return {"status",
          "[PATH]",
          "show how far the policies have been rolled out",
          "Counts of devices and users for each policy, from the tenant. Reads only.",
          kOptions,
          0,
          1,
          nullptr};
}

}  // namespace pinwright::cli
