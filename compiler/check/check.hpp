#pragma once

#include "check/context.hpp"
#include "diag/sink.hpp"

namespace pinwright::check {

/// All checks of scope Workspace.
auto check_workspace(const WorkspaceContext& context, diag::Sink& sink) -> void;

/// All checks of scopes Tenant, Policy and Setting.
auto check_deployment(const WorkspaceContext& context, const lower::Deployment& deployment, diag::Sink& sink) -> void;

// One function a check, in checks/<slug>.cpp. The macros turn the registry into their declarations: a row without its
// file does not link.
#define PW_ROW_Workspace(slug) auto slug(const WorkspaceContext& context, diag::Sink& sink)->void;
#define PW_ROW_Tenant(slug) auto slug(const TenantContext& context, diag::Sink& sink)->void;
#define PW_ROW_Policy(slug) auto slug(const PolicyContext& context, diag::Sink& sink)->void;
#define PW_ROW_Setting(slug) auto slug(const SettingContext& context, diag::Sink& sink)->void;
namespace checks {
#include "diag/scopes.def"
}  // namespace checks

}  // namespace pinwright::check
