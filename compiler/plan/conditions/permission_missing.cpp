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

auto needs_filters(const Facts& facts) -> bool {
  return std::any_of(facts.lookups.begin(), facts.lookups.end(),
                     [](const Lookup& one) { return one.kind == Resolved::Kind::Filter; }) ||
         std::any_of(facts.desired.begin(), facts.desired.end(),
                     [](const Desired& one) { return one.kind == object::Kind::Filter; });
}

}  // namespace

/// Only what Graph refused: whether a permission that we do not know of is enough, the answer tells better than a list.
auto permission_missing(const Facts& facts, diag::Sink& sink) -> void {
  const auto& answer = facts.answer;
  std::vector<Need> needs;
  if (is_forbidden(answer.policies) || (needs_filters(facts) && is_forbidden(answer.filters)))
    needs.push_back(Need::ReadPolicies);
  if (is_forbidden(answer.groups_by_name) || is_forbidden(answer.groups_by_id)) needs.push_back(Need::ReadGroups);
  if (is_forbidden(answer.scope_tags)) needs.push_back(Need::ReadScopeTags);
  if (is_forbidden(answer.applications)) needs.push_back(Need::ReadApplications);
  if (facts.tenant().primary_domain && is_forbidden(answer.organization)) needs.push_back(Need::ReadOrganization);
  if (needs.empty()) return;
  sink.add(permission_finding(facts.tenant_name(), facts.access, needs, tenant_place(facts)));
}

}  // namespace pinwright::plan::conditions
