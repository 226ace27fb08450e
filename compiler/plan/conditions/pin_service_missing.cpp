#include <fmt/format.h>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/pin_service.hpp"

namespace pinwright::plan::conditions {

namespace {

/// What is wrong with one of the applications; empty: nothing.
auto problem_of(PinApplicationState state) -> std::string_view {
  switch (state) {
    case PinApplicationState::Missing:
      return "is not in the tenant";
    case PinApplicationState::NotConsented:
      return "is in the tenant, and nobody consented to it";
    case PinApplicationState::Disabled:  // pin_service_disabled says so
    case PinApplicationState::Ready:
    case PinApplicationState::Unknown:
      break;
  }
  return {};
}

}  // namespace

auto pin_service_missing(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  const auto need = needs_pin_service(snapshot.deployment);
  if (!need) return;
  std::vector<std::string> problems, urls;
  const auto& parts = snapshot.answer.applications;
  for (std::size_t i = 0; i < kPinApplications.size() && i < parts.size(); ++i) {
    const auto problem = problem_of(state_of(parts[i]));
    if (problem.empty()) continue;
    const auto& application = kPinApplications.at(i);
    problems.push_back(fmt::format("\"{}\" (`{}`) {}", application.name, application.app_id, problem));
    urls.push_back(consent_url(application, snapshot.options.login_host, snapshot.tenant().tenant_id.value));
  }
  if (problems.empty()) return;
  auto found =
      finding(snapshot, diag::Code::PinServiceMissing, need->span, need->path, base::joined(problems, "; "),
              fmt::format("open {} as at least Application Administrator and accept: {}",
                          urls.size() == 1 ? "this page" : "each of these pages", base::joined(urls, " and ")));
  found.notes.emplace_back(
      "an empty page, \"You do not have permission to view this directory or page\" or an error about a `ms-appx-web:` "
      "address after accepting is normal");
  found.notes.emplace_back(
      need->is_plain
          ? "if another team does this later, write `pinRecovery: {services: ignore}` in place of the setting"
          : "if another team does this later, `services: ignore` lets the policy be deployed before");
  sink.add(std::move(found));
}

}  // namespace pinwright::plan::conditions
