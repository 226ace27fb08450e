#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kGroupOption{"group", "NAME", "only policies that reach the group of this display name"};
constexpr auto kOptions = joined(std::array{kGroupOption}, kTenantOptions, kMeetAndShowOptions,
                                 std::array{kOutputOption, kColorOption, kQuietOption, kJobsOption});

}  // namespace

auto where_command() -> Command {
  return {
      "where",
      "OMA-URI|DEFINITION-ID [PATH]",
      "show which policies of the tenants set a node",
      "Policies of every kind, of whoever owns them: with value, assignments, owner, and which two one device gets. "
      "Ends with\nthe kinds that could not be looked at. Reads only.",
      kOptions,
      1,
      2,
      nullptr};
}

}  // namespace pinwright::cli
