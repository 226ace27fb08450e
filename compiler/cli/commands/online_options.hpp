#pragma once

#include <array>
#include <string_view>

#include "cli/report.hpp"
#include "driver/at_a_time.hpp"
#include "plan/diff/replace_after.hpp"

/// Options that several of the commands that meet a tenant share.
namespace pinwright::cli {

inline constexpr Option kSandboxOption{"sandbox", "FILE",
                                       "a local tenant in FILE instead of Microsoft Graph; made when missing"};
inline constexpr Option kAuthFileOption{
    "auth-file", "FILE", "what decides about tenants and signing in, instead of the workspace: docs/pull-requests.md"};
inline constexpr Option kShowLiveOption{"show-live", "", "with --auth-file: draw what the tenants hold"};
inline constexpr Option kWorkspaceOption{"workspace", "PATH", "the workspace", false, "."};
inline constexpr Option kTraceOption{"trace", "FILE", "write every request and answer there, with secrets hidden"};
inline constexpr Option kParallelOption{"parallel", "N", "tenants at a time", false,
                                        NumberText<driver::kTenantsAtATime>::view()};
inline constexpr Option kAdoptOption{"adopt", "KEY", "take over the one unmarked object of the same display name",
                                     true};
inline constexpr Option kReplaceOption{"replace", "KEY",
                                       "let a new target replace this policy although it is protected", true};
inline constexpr Option kReplaceAfterOption{
    "replace-after", "TIME", "how long at least the old object of a policy stays beside the one of its new target",
    false, NumberText<plan::kReplaceAfterHours, 'h'>::view()};
inline constexpr Option kReplaceNowOption{
    "replace-now", "KEY", "delete the old object of this policy now, also where it keeps a device connected", true};
inline constexpr Option kRewriteSecretsOption{
    "rewrite-secrets", "[=KEY]",
    "send again secrets that cannot be compared, as in the settings catalog: of this policy, or of all", true};
inline constexpr Option kMaxDeletesOption{"max-deletes", "N",
                                          "refuse more deletes and replacements than N; without it, more than 5, or "
                                          "more than half of what a tenant owns, and under CI=true any"};
inline constexpr Option kSummaryOption{"summary", "", "leave the changes out"};
inline constexpr Option kFullOption{"full", "", "every change in full, nothing folded"};
inline constexpr Option kJustificationOption{
    "justification", "TEXT", "why, for the administrators who approve writes where a tenant asks for that"};
inline constexpr Option kYesOption{"yes", "", "do not ask"};
inline constexpr std::array<std::string_view, 2> kOnErrorWords{"stop", "continue"};
inline constexpr Option kOnErrorOption{"on-error", "WHAT",           "{} with the other objects of the tenant",
                                       false,      kOnErrorWords[0], kOnErrorWords};

inline constexpr std::array<std::string_view, 1> kSandboxWords{"serve"};
inline constexpr std::array<std::string_view, 1> kProfileWords{"strict-service"};
inline constexpr Option kProfileOption{"profile", "NAME", "{}: lags, trims and leaves out as the service does",
                                       false,     {},     kProfileWords};

// What most of them take, in the order of help.
/// What a plan may do.
inline constexpr std::array kChangeOptions{kAdoptOption,      kReplaceOption,        kReplaceAfterOption,
                                           kReplaceNowOption, kRewriteSecretsOption, kMaxDeletesOption};
/// How much of a plan is drawn.
inline constexpr std::array kDrawOptions{kSummaryOption, kFullOption};
inline constexpr std::array kTenantOptions{kTenantOption, kExcludeTenantOption, kParallelOption};
/// How tenants are met.
inline constexpr std::array kMeetOptions{kAuthFileOption, kSandboxOption, kTraceOption};
/// The same, where values of theirs are drawn.
inline constexpr std::array kMeetAndShowOptions{kAuthFileOption, kShowLiveOption, kSandboxOption, kTraceOption};
inline constexpr std::array kPlanOutputOptions{kPlanOutputOption, kMaxBytesOption};
inline constexpr std::array kCheckOptions{kFailOnOption, kColorOption, kQuietOption, kVerboseOption, kJobsOption};

}  // namespace pinwright::cli
