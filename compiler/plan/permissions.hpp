#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

/// What Microsoft Graph wants for what this tool does.
namespace pinwright::plan {

enum class Need : std::uint8_t {
  ReadPolicies,
  WritePolicies,
  ReadGroups,
  CreateGroups,
  WriteGroups,
  ReadScopeTags,
  ReadApplications,
  ReadConsents,  ///< to the PIN reset applications
  ReadOrganization,
  ReadEnrolment,
};

[[nodiscard]] auto purpose(Need need) -> std::string_view;           ///< "read policies and filters"
[[nodiscard]] auto least_permission(Need need) -> std::string_view;  ///< "DeviceManagementConfiguration.Read.All"
/// The token's claims hold a permission that is enough.
[[nodiscard]] auto grants(const Access& access, Need need) -> bool;

/// `permission-missing`: which permission is missing for what, and where it is granted.
[[nodiscard]] auto permission_finding(const std::string& tenant_name, const Access& access,
                                      const std::vector<Need>& needs, source::Span span) -> diag::Diagnostic;

/// What an apply of `plan` needs to write, and the token's claims lack.
[[nodiscard]] auto missing_for_apply(const Access& access, const TenantPlan& plan) -> std::vector<Need>;

}  // namespace pinwright::plan
