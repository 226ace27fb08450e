#include <algorithm>

#include "plan/conditions/conditions.hpp"
#include "plan/permissions.hpp"

namespace pinwright::plan::conditions {

namespace {

template <class T>
auto is_forbidden(const base::Result<T>& part) -> bool {
  return !part.ok() && part.error().kind == base::ErrorKind::Forbidden;
}

template <class T>
auto is_forbidden(const std::vector<base::Result<T>>& parts) -> bool {
  return std::any_of(parts.begin(), parts.end(), [](const auto& part) { return is_forbidden(part); });
}

auto needs_filters(const TenantSnapshot& snapshot) -> bool {
  return std::any_of(snapshot.lookups.begin(), snapshot.lookups.end(),
                     [](const Lookup& one) { return one.kind == Resolved::Kind::Filter; }) ||
         std::any_of(snapshot.desired.begin(), snapshot.desired.end(),
                     [](const Desired& one) { return one.kind == object::Kind::Filter; });
}

/// Which of the two requests was refused, the answer does not say: the permission that the token lacks is meant.
auto add_needs_of_applications(const Access& access, std::vector<Need>& needs) -> void {
  const auto applications = grants(access, Need::ReadApplications);
  const auto consents = grants(access, Need::ReadConsents);
  if (!applications || consents) needs.push_back(Need::ReadApplications);
  if (!consents || applications) needs.push_back(Need::ReadConsents);
}

}  // namespace

/// Only what Graph refused: whether a permission that we do not know of is enough, the answer tells better than a list.
auto permission_missing(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  const auto& answer = snapshot.answer;
  std::vector<Need> needs;
  if (is_forbidden(answer.policies) || (needs_filters(snapshot) && is_forbidden(answer.filters)))
    needs.push_back(Need::ReadPolicies);
  if (is_forbidden(answer.groups_by_name) || is_forbidden(answer.groups_by_id)) needs.push_back(Need::ReadGroups);
  if (is_forbidden(answer.scope_tags)) needs.push_back(Need::ReadScopeTags);
  if (is_forbidden(answer.applications)) add_needs_of_applications(snapshot.access, needs);
  if (snapshot.tenant().primary_domain && is_forbidden(answer.organization)) needs.push_back(Need::ReadOrganization);
  if (needs.empty()) return;
  sink.add(permission_finding(snapshot.tenant_name(), snapshot.access, needs, tenant_place(snapshot)));
}

}  // namespace pinwright::plan::conditions
