#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {
    kYesOption,      kOnErrorOption,
    kAdoptOption,    kMaxDeletesOption,
    kSummaryOption,  kFullOption,
    kTenantOption,   kExcludeTenantOption,
    kParallelOption, {"workspace", "PATH", "of a saved plan: the workspace that it was made from", false, "."},
    kSandboxOption,  kTraceOption,
    kOutputOption,   kFailOnOption,
    kColorOption,    kQuietOption,
    kVerboseOption,  kJobsOption};

}  // namespace

auto apply_command() -> Command {
  return {"apply",
          "[PATH | PLANFILE]",
          "make the tenants what the files say",
          "Shows the plan and asks; --yes does not ask. Of a saved plan everything is checked again in every tenant "
          "before the\n"
          "first write in any. Each write is noted in .pinwright/journal first: `pinwright rollback` puts back what it "
          "changed.",
          kOptions,
          0,
          1,
          nullptr};
}

}  // namespace pinwright::cli
