#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "check/context.hpp"

/// Tenant IDs, where they are defined and where an OMA-URI holds one. A bad `tenantId` is one finding at its own place,
/// however many OMA-URIs it is filled into.
namespace pinwright::check {

/// What is wrong with the form of a tenant ID; nullopt for a GUID that may be one.
[[nodiscard]] auto tenant_id_form_code(std::string_view id) -> std::optional<diag::Code>;

/// The tenants whose `tenantId` has the defect `code`, broken definitions left out.
[[nodiscard]] auto tenants_with(const WorkspaceContext& context, diag::Code code)
    -> std::vector<const model::Named<model::Tenant>*>;

/// Whether the bytes that a finding blames are the tenant's own `tenantId`: filled in, or in an OMA-URI that
/// `pinRecovery` stands for.
[[nodiscard]] auto blames_own_tenant_id(const TenantContext& context, const lower::Setting& setting,
                                        const UriResult& result) -> bool;

/// At the `tenantId` of a tenant; says what it should be.
[[nodiscard]] auto tenant_id_finding(const model::Named<model::Tenant>& tenant, diag::Code code, std::string message)
    -> diag::Diagnostic;

/// At the segment of an OMA-URI where a tenant ID belongs; offers `{tenantId}`. nullopt when the finding is another
/// one, or when the tenant's own ID is to blame, which is reported where it is defined.
[[nodiscard]] auto tenant_segment_finding(const SettingContext& context, diag::Code code, std::string_view message)
    -> std::optional<diag::Diagnostic>;

/// The bytes that the finding blames.
[[nodiscard]] auto blamed_text(const SettingContext& context) -> std::string_view;

}  // namespace pinwright::check
