#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{kYesOption, kOnErrorOption, kJustificationOption};
constexpr std::array kSavedPlan{
    Option{"workspace", "PATH", "of a saved plan: the workspace that it was made from", false, "."}};
constexpr auto kOptions = joined(kOwn, kChangeOptions, kDrawOptions, kTenantOptions, kSavedPlan, kMeetAndShowOptions,
                                 kPlanOutputOptions, kCheckOptions);

}  // namespace

auto apply_command() -> Command {
  return {
      "apply",
      "[PATH | PLANFILE]",
      "change the tenants to what the files say",
      "Shows the plan and asks; --yes does not ask. Of a saved plan a fresh one is made, and refused with 4 when "
      "it would\n"
      "write anything else. Each write is noted in .pinwright/journal first: `pinwright rollback` puts back what it "
      "changed.\n"
      "The journal is sealed with the key in $XDG_STATE_HOME/pinwright/key, or with PINWRIGHT_JOURNAL_KEY.",
      kOptions,
      0,
      1,
      nullptr};
}

}  // namespace pinwright::cli
