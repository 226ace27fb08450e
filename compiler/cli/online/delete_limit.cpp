#include "cli/online/delete_limit.hpp"

#include <fmt/format.h>

#include "base/text.hpp"

namespace pinwright::cli::online {

namespace {

constexpr std::size_t kWithoutAsking = 5;

auto deletes_of(const plan::Plan& plan) -> std::size_t {
  std::size_t deletes = 0;
  for (const auto& tenant : plan.tenants) deletes += summarise(tenant).remove;
  return deletes;
}

/// What this workspace owns in a tenant: whatever the plan found there with our marker.
auto owned_in(const plan::TenantPlan& tenant) -> std::size_t {
  const auto summary = summarise(tenant);
  return summary.update + summary.remove + summary.forget + summary.unchanged;
}

auto half_gone(const plan::Plan& plan) -> const plan::TenantPlan* {
  for (const auto& tenant : plan.tenants) {
    if (summarise(tenant).remove * 2 > owned_in(tenant)) return &tenant;
  }
  return nullptr;
}

}  // namespace

auto too_many_deletes(const plan::Plan& plan, const DeleteLimit& limit) -> std::optional<std::string> {
  const auto deletes = deletes_of(plan);
  const auto counted = base::counted(deletes, "delete");
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
                       base::counted(summarise(*tenant).remove, "delete"), base::counted(owned_in(*tenant), "object"),
                       tenant->name, deletes);
  }
  return std::nullopt;
}

}  // namespace pinwright::cli::online
