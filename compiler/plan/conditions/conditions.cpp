#include "plan/conditions/conditions.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using Condition = void (*)(const TenantSnapshot&, diag::Sink&);

#define PW_ROW_Phase(slug)
#define PW_ROW_Workspace(slug)
#define PW_ROW_WorkspaceAndSetting(slug)
#define PW_ROW_Setting(slug)
#define PW_ROW_Policy(slug)
#define PW_ROW_Tenant(slug)
#define PW_ROW_Act(slug)
#define PW_ROW_Live(slug) conditions::slug,
#define PW_CODE(id, name, slug, severity, scope, title) PW_ROW_##scope(slug)
constexpr Condition kConditions[] = {
#include "diag/codes.def"
};
#undef PW_CODE

constexpr std::size_t kShownIds = 6;

}  // namespace

auto look_for_conditions(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto condition : kConditions) condition(snapshot, sink);
}

auto finding(const TenantSnapshot& snapshot, diag::Code code, source::Span span, std::string path, std::string message,
             std::string help) -> diag::Diagnostic {
  auto diagnostic = diag::make(code, span, std::move(message), std::move(help));
  diagnostic.path = std::move(path);
  diagnostic.tenants = {snapshot.tenant_name()};
  return diagnostic;
}

auto tenant_place(const TenantSnapshot& snapshot) -> source::Span {
  const auto& tenant = snapshot.tenant();
  return tenant.auth && tenant.auth->span.known() ? tenant.auth->span : tenant.tenant_id.span;
}

auto listed_ids(const std::vector<std::string>& ids) -> std::string {
  std::vector<std::string> quoted;
  quoted.reserve(ids.size());
  for (const auto& id : ids) quoted.push_back(fmt::format("`{}`", id));
  return base::listed(quoted, kShownIds);
}

}  // namespace pinwright::plan
