#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr auto kOptions = joined(std::array{kReplaceAfterOption}, kDrawOptions, kTenantOptions, kMeetAndShowOptions,
                                 kPlanOutputOptions, kCheckOptions);

}  // namespace

auto drift_command() -> Command {
  return {"drift",
          "[PATH]",
          "show what someone changed in the tenants since the last apply",
          "Reads only. Ends with 3 when there is drift. A change of the files that is not applied yet is no drift.",
          kOptions,
          0,
          1,
          nullptr};
}

}  // namespace pinwright::cli
