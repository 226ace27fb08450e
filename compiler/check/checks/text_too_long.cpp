#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <string>

#include "base/utf8.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

struct Limit {
  std::string_view what;
  std::size_t characters;
  std::string_view help;
};

/// Intune takes 1,500 characters; the marker line that `apply` adds needs the rest.
constexpr Limit kDescription{"description", 1'300,
                             "shorten it to 1,300 characters: Intune takes 1,500, and `apply` adds its marker line"};
/// Microsoft Graph, resource type group.
constexpr Limit kGroupName{"display name", 256, "shorten it to 256 characters, the most that Microsoft Entra takes"};
/// Microsoft Entra, dynamic membership rules.
constexpr Limit kMembershipRule{"membership rule", 3'072,
                                "shorten it to 3,072 characters, the most that Microsoft Entra takes"};

auto check_text(const TenantContext& context, const lower::Filled& text, const Limit& limit, std::string path,
                diag::Sink& sink) -> void {
  if (text.text.size() <= limit.characters) return;
  const auto count = base::count_code_points(text.text);
  if (count <= limit.characters) return;
  sink.add(finding(context, diag::Code::TextTooLong, lower::place(context.all.sources, text), std::move(path),
                   fmt::format("the {} has {} characters", limit.what, count), std::string(limit.help)));
}

}  // namespace

auto text_too_long(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& policy : context.deployment.policies) {
    if (policy.description)
      check_text(context, *policy.description, kDescription, fmt::format("policies.{}.description", policy.name()),
                 sink);
  }
  for (const auto& group : context.deployment.groups) {
    check_text(context, group.display_name, kGroupName, fmt::format("groups.{}.displayName", group.key), sink);
    if (group.rule)
      check_text(context, *group.rule, kMembershipRule, fmt::format("groups.{}.membershipRule", group.key), sink);
  }
}

}  // namespace pinwright::check::checks
