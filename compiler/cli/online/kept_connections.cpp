#include "cli/online/kept_connections.hpp"

#include <utility>

namespace pinwright::cli::online {

namespace {

constexpr std::size_t kMost = 32;

}  // namespace

auto KeptConnections::keep(const plan::TenantPlan& plan, std::unique_ptr<plan::Tenant> tenant) -> void {
  if (plan.unusable || !plan.has_changes()) return;
  const std::lock_guard lock(mutex_);
  if (kept_.size() < kMost) kept_[plan.name] = std::move(tenant);
}

auto KeptConnections::take(const std::string& name) -> std::unique_ptr<plan::Tenant> {
  {
    const std::lock_guard lock(mutex_);
    if (auto kept = kept_.extract(name)) return std::move(kept.mapped());
  }
  return session_.connections->to(session_.tenant(name));
}

}  // namespace pinwright::cli::online
