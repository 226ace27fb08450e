#include "plan/conditions/conditions.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"

namespace pinwright::plan {

namespace {

using Condition = void (*)(const TenantSnapshot&, diag::Sink&);

#define PW_ROW_Live(slug) conditions::slug,
constexpr Condition kConditions[] = {
#include "diag/scopes.def"
};

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

auto did_you_mean(std::string_view name, const std::vector<std::string_view>& known, std::string_view otherwise)
    -> std::string {
  const auto near = base::nearest(name, known);
  return near ? fmt::format("did you mean {}?", base::quoted(*near)) : std::string(otherwise);
}

auto listed_ids(const std::vector<std::string>& ids) -> std::string {
  return base::listed(base::quoted_all(ids), kShownIds);
}

}  // namespace pinwright::plan
