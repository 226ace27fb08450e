#pragma once

#include <string>

#include "diag/sink.hpp"
#include "plan/diff/snapshot.hpp"

namespace pinwright::plan {

/// All conditions: what a plan has to say about the tenant.
auto look_for_conditions(const TenantSnapshot& snapshot, diag::Sink& sink) -> void;

// One function a live slug, in conditions/<slug>.cpp. The macro turns codes.def into their declarations: a row without
// its file does not link.
#define PW_DECLARE_Phase(slug)
#define PW_DECLARE_Workspace(slug)
#define PW_DECLARE_WorkspaceAndSetting(slug)
#define PW_DECLARE_Setting(slug)
#define PW_DECLARE_Policy(slug)
#define PW_DECLARE_Tenant(slug)
#define PW_DECLARE_Act(slug)
#define PW_DECLARE_Live(slug) auto slug(const TenantSnapshot& snapshot, diag::Sink& sink)->void;
namespace conditions {
#define PW_CODE(id, name, slug, severity, scope, title) PW_DECLARE_##scope(slug)
#include "diag/codes.def"
#undef PW_CODE
}  // namespace conditions
#undef PW_DECLARE_Phase
#undef PW_DECLARE_Workspace
#undef PW_DECLARE_WorkspaceAndSetting
#undef PW_DECLARE_Setting
#undef PW_DECLARE_Policy
#undef PW_DECLARE_Tenant
#undef PW_DECLARE_Act
#undef PW_DECLARE_Live

/// A finding about this tenant.
[[nodiscard]] auto finding(const TenantSnapshot& snapshot, diag::Code code, source::Span span, std::string path,
                           std::string message, std::string help) -> diag::Diagnostic;

/// Where the tenant says who signs in, else its ID: for what the credential may not do.
[[nodiscard]] auto tenant_place(const TenantSnapshot& snapshot) -> source::Span;

/// "`a`, `b`, …": object ids.
[[nodiscard]] auto listed_ids(const std::vector<std::string>& ids) -> std::string;

}  // namespace pinwright::plan
