#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr auto kOptions = joined(kTenantOptions, kMeetOptions, std::array{kOutputOption}, kCheckOptions);

}  // namespace

auto preflight_command() -> Command {
  return {"preflight",
          "[PATH]",
          "check that the tenants are ready",
          "Consent to the two PIN reset applications (with the URLs where it lacks), permissions, groups, filters, "
          "scope tags, MDM\n"
          "authority. Reads only.",
          kOptions,
          0,
          1,
          nullptr};
}

}  // namespace pinwright::cli
