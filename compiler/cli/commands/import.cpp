#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {{"out", "DIR", "folder for the files: new, or empty"},
                               {"tenant", "NAME", "the tenant of the workspace that they belong to"},
                               {"workspace", "PATH", "the workspace", false, "."},
                               {"as-new", {}, "leave the ids of the export out: the next plan makes the policies anew"},
                               kAuthFileOption,
                               kSandboxOption,
                               kTraceOption,
                               kColorOption,
                               kQuietOption};

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
