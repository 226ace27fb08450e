#include "cli/online/delete_limit.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::size_t kWithoutAsking = 5;

struct Going {
  std::size_t deletes = 0, replacements = 0;

  [[nodiscard]] auto all() const -> std::size_t { return deletes + replacements; }
};

auto going(const plan::Plan& plan) -> Going {
  Going going;
  for (const auto& tenant : plan.tenants) {
    if (is_left_out(tenant, plan.fail_on)) continue;
    const auto summary = summarise(tenant);
    going.deletes += summary.remove;
    going.replacements += summary.replace;
  }
  return going;
}

auto text_of(const Going& going) -> std::string {
  if (going.replacements == 0) return base::counted(going.deletes, "delete");
  auto replacements = base::counted(going.replacements, "replacement");
  if (going.deletes == 0) return replacements;
  return fmt::format("{} and {}", base::counted(going.deletes, "delete"), replacements);
}

/// Deletes of policies that are gone from the files: of what was replaced something stays.
auto losses_of(const plan::TenantPlan& tenant) -> std::size_t {
  return static_cast<std::size_t>(
      std::count_if(tenant.changes.begin(), tenant.changes.end(), [](const plan::Change& change) {
        return change.action == plan::Action::Delete && change.reason != plan::Reason::Replaced;
      }));
}

/// What this workspace owns in a tenant: whatever the plan found there with our marker.
auto owned_in(const plan::TenantPlan& tenant) -> std::size_t {
  const auto summary = summarise(tenant);
  return summary.update + summary.remove + summary.forget + summary.unchanged + summary.replace;
}

auto half_gone(const plan::Plan& plan) -> const plan::TenantPlan* {
  for (const auto& tenant : plan.tenants) {
    if (is_left_out(tenant, plan.fail_on)) continue;
    if (losses_of(tenant) * 2 > owned_in(tenant)) return &tenant;
  }
  return nullptr;
}

}  // namespace

auto too_many_deletes(const plan::Plan& plan, const DeleteLimit& limit) -> std::optional<std::string> {
  const auto all = going(plan);
  const auto deletes = all.all();
  const auto counted = text_of(all);
  if (limit.given) {
    if (deletes <= *limit.given) return std::nullopt;
    return fmt::format("{}, and `--max-deletes {}` allows no more", counted, *limit.given);
  }
  if (limit.in_ci && deletes > 0)
    return fmt::format("{}, which needs `--max-deletes {}` under CI=true", counted, deletes);
  if (deletes > kWithoutAsking)
    return fmt::format("{}, and more than {} need `--max-deletes {}`", counted, kWithoutAsking, deletes);
  if (const auto* tenant = half_gone(plan)) {
    return fmt::format("{} of the {} that this workspace owns in {}, and more than half need `--max-deletes {}`",
                       base::counted(losses_of(*tenant), "delete"), base::counted(owned_in(*tenant), "object"),
                       tenant->name, deletes);
  }
  return std::nullopt;
}

}  // namespace pinwright::cli::online
