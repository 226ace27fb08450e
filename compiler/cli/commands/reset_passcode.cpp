#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{Option{"tenant", "NAME", "the tenant"},
                          Option{"device", "ID|NAME", "the managed device"},
                          kWorkspaceOption,
                          Option{"wait", "", "wait for the result"},
                          Option{"timeout", "SECONDS", "with --wait: how long", false, "300"},
                          Option{"reveal", "", "print the passcode even where stdout is no terminal"},
                          Option{"force", "", "ask for the action where it is not supported"},
                          kYesOption};
constexpr auto kOptions = joined(kOwn, kMeetOptions, std::array{kColorOption, kQuietOption});

}  // namespace

auto reset_passcode_command() -> Command {
  return {"reset-passcode",
          "--tenant NAME --device ID|NAME",
          "start the Reset passcode remote action",
          "For the phones that support it (Windows 10 Mobile, Microsoft Entra joined). On desktop Windows the user "
          "resets the PIN\n"
          "at the lock screen or in Settings. The passcode is shown once, on a terminal or with --reveal.",
          kOptions,
          0,
          0,
          nullptr};
}

}  // namespace pinwright::cli
