#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>

#include "base/utf8.hpp"
#include "check/check.hpp"
#include "object/marker.hpp"

namespace pinwright::check::checks {

namespace {

struct Limit {
  std::string_view what;
  std::size_t characters;
  std::string help;
};

/// The marker line that `apply` adds has to fit too.
auto description_limit(std::string_view workspace, std::string_view policy) -> Limit {
  const auto most = object::longest_description(workspace, policy);
  const auto* why =
      most < object::kMostDescription ? ", which is long because the names of workspace and policy are" : "";
  return {"description", most,
          fmt::format("shorten it to {},{:03} characters: Intune takes 1,500, and `apply` adds its marker line{}",
                      most / 1'000, most % 1'000, why)};
}

/// Microsoft Graph, resource type group.
const Limit kGroupName{"display name", 256, "shorten it to 256 characters, the most that Microsoft Entra takes"};
/// Microsoft Entra, dynamic membership rules.
const Limit kMembershipRule{"membership rule", 3'072,
                            "shorten it to 3,072 characters, the most that Microsoft Entra takes"};

auto check_text(const TenantContext& context, const lower::Filled& text, const Limit& limit, std::string path,
                diag::Sink& sink) -> void {
  if (text.text.size() <= limit.characters) return;
  const auto count = base::count_code_points(text.text);
  if (count <= limit.characters) return;
  sink.add(finding(context, diag::Code::TextTooLong, lower::place(text), std::move(path),
                   fmt::format("the {} has {} characters, more than {}", limit.what, count, limit.characters),
                   limit.help));
}

}  // namespace

auto text_too_long(const TenantContext& context, diag::Sink& sink) -> void {
  for (const auto& policy : context.deployment.policies) {
    if (!policy.description) continue;
    const auto limit = description_limit(context.all.workspace.name.value, policy.name());
    check_text(context, *policy.description, limit, fmt::format("policies.{}.description", policy.name()), sink);
  }
  for (const auto& group : context.deployment.groups) {
    check_text(context, group.display_name, kGroupName, fmt::format("groups.{}.displayName", group.key), sink);
    if (group.rule)
      check_text(context, *group.rule, kMembershipRule, fmt::format("groups.{}.membershipRule", group.key), sink);
  }
}

}  // namespace pinwright::check::checks
