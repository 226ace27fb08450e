#include "cli/views/reach.hpp"

#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"

namespace pinwright::cli::views {

namespace {

auto sum(const std::optional<std::size_t>& a, const std::optional<std::size_t>& b) -> std::optional<std::size_t> {
  if (!a || !b) return std::nullopt;
  return *a + *b;
}

/// "25 devices"; empty where there is nothing to say.
auto part(bool all, const std::optional<std::size_t>& count, std::string_view noun) -> std::string {
  if (all) return fmt::format("all {}s", noun);
  return count && *count > 0 ? base::counted(*count, noun) : std::string();
}

}  // namespace

auto added(const plan::Reach& a, const plan::Reach& b) -> plan::Reach {
  return {
      sum(a.devices, b.devices), sum(a.users, b.users), a.all_devices || b.all_devices, a.all_users || b.all_users, {}};
}

auto reaches(const plan::Change& change) -> bool {
  const bool is_idle = change.action == plan::Action::NoOp || change.action == plan::Action::Forget;
  return !is_idle && change.kind == object::Kind::Policy;
}

auto reach_of(const plan::TenantPlan& tenant) -> plan::Reach {
  plan::Reach all{0, 0, false, false, {}};
  for (const auto& change : tenant.changes) {
    if (reaches(change)) all = plan::united(all, change.reach);
  }
  return all;
}

auto format_reach(const plan::Reach& reach) -> std::string {
  std::vector<std::string> parts;
  for (auto& text : {part(reach.all_devices, reach.devices, "device"), part(reach.all_users, reach.users, "user")}) {
    if (!text.empty()) parts.push_back(text);
  }
  const bool is_unknown = (!reach.devices && !reach.all_devices) || (!reach.users && !reach.all_users);
  if (parts.empty()) return is_unknown ? "unknown" : "nobody";
  const bool is_all = reach.all_devices || reach.all_users;
  if (is_unknown && !is_all) return "unknown";
  return fmt::format("{}{}", is_all ? "" : "up to ", base::joined(parts, " and "));
}

}  // namespace pinwright::cli::views
