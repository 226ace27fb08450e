#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"tenant", "NAME", "the tenant"},
                               {"device", "ID|NAME", "the managed device"},
                               {"workspace", "PATH", "the workspace", false, "."},
                               {"wait", "", "wait for the result"},
                               {"timeout", "SECONDS", "with --wait: how long", false, "300"},
                               {"reveal", "", "print the passcode even where stdout is no terminal"},
                               {"force", "", "ask for the action where it is not supported"},
                               kYesOption,
                               kAuthFileOption,
                               kSandboxOption,
                               kTraceOption,
                               kColorOption,
                               kQuietOption};

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
