#pragma once

#include "check/context.hpp"
#include "diag/sink.hpp"

namespace pinwright::check {

/// All checks of scope Workspace.
auto check_workspace(const WorkspaceContext& context, diag::Sink& sink) -> void;

/// All checks of scopes Tenant, Policy and Setting.
auto check_deployment(const WorkspaceContext& context, const lower::Deployment& deployment, diag::Sink& sink) -> void;

// One function a check, in checks/<slug>.cpp. The macros turn codes.def into their declarations: a row without its file
// does not link.
#define PW_DECLARE_Phase(slug)
#define PW_DECLARE_Live(slug)
#define PW_DECLARE_Act(slug)
#define PW_DECLARE_Workspace(slug) auto slug(const WorkspaceContext& context, diag::Sink& sink)->void;
#define PW_DECLARE_Tenant(slug) auto slug(const TenantContext& context, diag::Sink& sink)->void;
#define PW_DECLARE_Policy(slug) auto slug(const PolicyContext& context, diag::Sink& sink)->void;
#define PW_DECLARE_Setting(slug) auto slug(const SettingContext& context, diag::Sink& sink)->void;
#define PW_DECLARE_WorkspaceAndSetting(slug) PW_DECLARE_Workspace(slug) PW_DECLARE_Setting(slug)
namespace checks {
#define PW_CODE(id, name, slug, severity, scope, title) PW_DECLARE_##scope(slug)
#include "diag/codes.def"
#undef PW_CODE
}  // namespace checks

}  // namespace pinwright::check
