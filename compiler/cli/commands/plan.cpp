#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr std::array kOwn{
    Option{"out", "FILE", "save the plan"}, Option{"detailed-exitcode", "", "end with 2 when changes are pending"},
    Option{"refresh", "", "read every encrypted value, also those of the cache"},
    Option{"assume-unchanged", "", "read no encrypted value: one that was not declared anew counts as unchanged"}};
constexpr auto kOptions =
    joined(kOwn, kChangeOptions, kDrawOptions, kTenantOptions, kMeetAndShowOptions, kPlanOutputOptions, kCheckOptions);

}  // namespace

auto plan_command() -> Command {
  return {
      "plan",
      "[PATH]",
      "show what apply would do",
      "Reads the live tenants and writes nothing. With --out the plan is saved, without any value: `pinwright apply "
      "FILE`\n"
      "makes it anew, and refuses with 4 when a file, a tenant or anything that would be written is not the same.",
      kOptions,
      0,
      1,
      nullptr};
}

}  // namespace pinwright::cli
