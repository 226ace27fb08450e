#include "check/check.hpp"

#include "check/check_uri.hpp"
#include "check/tenant_index.hpp"
#include "object/codec/codec.hpp"

namespace pinwright::check {

namespace {

using WorkspaceCheck = void (*)(const WorkspaceContext&, diag::Sink&);
using TenantCheck = void (*)(const TenantContext&, diag::Sink&);
using PolicyCheck = void (*)(const PolicyContext&, diag::Sink&);
using SettingCheck = void (*)(const SettingContext&, diag::Sink&);

// The tables of checks by scope.

#define PW_ROW_Workspace(slug) checks::slug,
constexpr WorkspaceCheck kWorkspaceChecks[] = {
#include "diag/scopes.def"
};

#define PW_ROW_Tenant(slug) checks::slug,
constexpr TenantCheck kTenantChecks[] = {
#include "diag/scopes.def"
};

#define PW_ROW_Policy(slug) checks::slug,
constexpr PolicyCheck kPolicyChecks[] = {
#include "diag/scopes.def"
};

#define PW_ROW_Setting(slug) checks::slug,
constexpr SettingCheck kSettingChecks[] = {
#include "diag/scopes.def"
};

/// What the CSP would not let anybody set, and the policy's target sets in a way of its own.
auto is_set_by_target(const PolicyContext& context, const lower::Setting& setting) -> bool {
  const auto& codec = object::codec_of(context.policy.target);
  return codec.has_own_values != nullptr && codec.has_own_values(setting.key);
}

auto check_policy(const PolicyContext& context, diag::Sink& sink) -> void {
  for (const auto& setting : context.policy.settings) {
    auto result = check_uri(context.in, setting);
    if (result.slug == diag::Code::NotSettable && is_set_by_target(context, setting)) result.slug.reset();
    const SettingContext inner{context, setting, result};
    for (const auto check : kSettingChecks) check(inner, sink);
  }
  for (const auto check : kPolicyChecks) check(context, sink);
}

}  // namespace

auto check_workspace(const WorkspaceContext& context, diag::Sink& sink) -> void {
  for (const auto check : kWorkspaceChecks) check(context, sink);
}

auto check_deployment(const WorkspaceContext& context, const lower::Deployment& deployment, diag::Sink& sink) -> void {
  TenantIndex index(deployment);
  const TenantContext tenant{context, deployment, index};
  for (const auto& policy : deployment.policies) check_policy({tenant, policy}, sink);
  for (const auto check : kTenantChecks) check(tenant, sink);
}

}  // namespace pinwright::check
