#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{
    Option{"tenant", "NAME", "the tenant"},
    Option{"id", "ID", "the object ID: of a policy and its copy, both with the marker of KEY, this one"},
    kWorkspaceOption, kYesOption, kJustificationOption};
constexpr auto kOptions = joined(kOwn, kMeetOptions, kPlanOutputOptions, std::array{kColorOption, kQuietOption});

}  // namespace

auto forget_command() -> Command {
  return {"forget",
          "KEY… --tenant NAME",
          "give policies up without deleting them",
          "Removes the marker and leaves the object as it is. A KEY is the policy's name in the workspace.",
          kOptions,
          1,
          4096,
          nullptr};
}

}  // namespace pinwright::cli
