#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{
    Option{"out", "DIR", "folder for the files: new, or empty"},
    Option{"tenant", "NAME", "the tenant of the workspace that they belong to"}, kWorkspaceOption,
    Option{"as-new", {}, "leave the ids of the export out: the next plan makes the policies anew"}};
constexpr auto kOptions = joined(kOwn, kMeetOptions, std::array{kColorOption, kQuietOption});

}  // namespace

auto import_command() -> Command {
  return {
      "import",
      "[FILE…] --tenant NAME --out DIR",
      "write YAML for policies that exist",
      "Of the live tenant, or of files that Graph or Intune exported. One file a policy, with `adopt:`, so that the "
      "next plan\n"
      "takes the policies over and changes nothing. Secret values become variables of the environment, listed by name.",
      kOptions,
      0,
      4096,
      nullptr};
}

}  // namespace pinwright::cli
