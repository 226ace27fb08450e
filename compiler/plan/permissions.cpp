#include "plan/permissions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <span>

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

/// The first is the least; the others hold it. Reference pages of Microsoft Graph.
constexpr std::string_view kReadPolicies[] = {"DeviceManagementConfiguration.Read.All",
                                              "DeviceManagementConfiguration.ReadWrite.All"};
constexpr std::string_view kWritePolicies[] = {"DeviceManagementConfiguration.ReadWrite.All"};
constexpr std::string_view kReadGroups[] = {"GroupMember.Read.All", "GroupMember.ReadWrite.All",
                                            "Group.Read.All",       "Group.ReadWrite.All",
                                            "Directory.Read.All",   "Directory.ReadWrite.All"};
constexpr std::string_view kCreateGroups[] = {"Group.ReadWrite.All", "Group.Create", "Directory.ReadWrite.All"};
constexpr std::string_view kWriteGroups[] = {"Group.ReadWrite.All", "Directory.ReadWrite.All"};
constexpr std::string_view kReadScopeTags[] = {"DeviceManagementRBAC.Read.All", "DeviceManagementRBAC.ReadWrite.All"};
constexpr std::string_view kReadApplications[] = {"Application.Read.All", "Application.ReadWrite.All"};
constexpr std::string_view kReadConsents[] = {"Directory.Read.All", "Directory.ReadWrite.All",
                                              "DelegatedPermissionGrant.Read.All",
                                              "DelegatedPermissionGrant.ReadWrite.All"};
constexpr std::string_view kReadOrganization[] = {"Organization.Read.All", "Organization.ReadWrite.All",
                                                  "Directory.Read.All", "Directory.ReadWrite.All"};
constexpr std::string_view kReadEnrolment[] = {"DeviceManagementServiceConfig.Read.All",
                                               "DeviceManagementServiceConfig.ReadWrite.All"};

struct Row {
  Need need;
  std::string_view purpose;
  std::span<const std::string_view> any_of;
};

constexpr std::array<Row, 10> kRows{{
    {Need::ReadPolicies, "read policies and filters", kReadPolicies},
    {Need::WritePolicies, "write policies and filters", kWritePolicies},
    {Need::ReadGroups, "look up groups", kReadGroups},
    {Need::CreateGroups, "create groups", kCreateGroups},
    {Need::WriteGroups, "change groups", kWriteGroups},
    {Need::ReadScopeTags, "look up scope tags", kReadScopeTags},
    {Need::ReadApplications, "look up the PIN reset applications", kReadApplications},
    {Need::ReadConsents, "see whether the tenant consented to them", kReadConsents},
    {Need::ReadOrganization, "read the tenant's verified domains", kReadOrganization},
    {Need::ReadEnrolment, "read the tenant-wide Windows Hello policy", kReadEnrolment},
}};

auto row_of(Need need) -> const Row& { return kRows.at(static_cast<std::size_t>(need)); }

auto need_of(const Change& change) -> std::optional<Need> {
  if (change.action == Action::NoOp) return std::nullopt;
  if (change.kind != object::Kind::Group) return Need::WritePolicies;
  return change.action == Action::Create ? Need::CreateGroups : Need::WriteGroups;
}

/// A token that holds the permission and is refused all the same lacks something else.
auto help_for(const Access& access, const std::vector<Need>& needs) -> std::string {
  const bool is_granted = std::all_of(needs.begin(), needs.end(), [&](Need need) { return grants(access, need); });
  if (is_granted && access.delegated)
    return "the token holds the permission: give the person who signed in an Intune role that may do this";
  if (is_granted)
    return "the token holds the permission, and Microsoft Graph refuses: the tenant may lack an Intune licence, or the "
           "consent was given a moment ago";
  if (access.delegated)
    return "add it to the app registration as a delegated permission (Entra admin center, App registrations, API "
           "permissions, Microsoft Graph), grant admin consent in this tenant, and sign in again";
  return "add it to the app registration as an application permission (Entra admin center, App registrations, API "
         "permissions, Microsoft Graph), grant admin consent in this tenant, and sign in again: a token that was "
         "issued before lacks it";
}

}  // namespace

auto purpose(Need need) -> std::string_view { return row_of(need).purpose; }

auto least_permission(Need need) -> std::string_view { return row_of(need).any_of.front(); }

auto grants(const Access& access, Need need) -> bool {
  return std::any_of(access.permissions.begin(), access.permissions.end(), [&](const std::string& held) {
    const auto& any_of = row_of(need).any_of;
    return std::any_of(any_of.begin(), any_of.end(),
                       [&](std::string_view one) { return base::equal_folded(one, held); });
  });
}

auto permission_finding(const std::string& tenant_name, const Access& access, const std::vector<Need>& needs,
                        source::Span span) -> diag::Diagnostic {
  std::vector<std::string> parts;
  parts.reserve(needs.size());
  for (const auto need : needs) parts.push_back(fmt::format("`{}` to {}", least_permission(need), purpose(need)));
  auto finding =
      diag::make(diag::Code::PermissionMissing, span,
                 fmt::format("the credential may not do what this plan needs: {}", base::joined(parts, ", ")),
                 help_for(access, needs));
  finding.path = fmt::format("tenants.{}", tenant_name);
  finding.tenants = {tenant_name};
  return finding;
}

auto missing_for_apply(const Access& access, const TenantPlan& plan) -> std::vector<Need> {
  std::set<Need> missing;
  for (const auto& change : plan.changes) {
    const auto need = need_of(change);
    if (need && !grants(access, *need)) missing.insert(*need);
  }
  return {missing.begin(), missing.end()};
}

}  // namespace pinwright::plan
