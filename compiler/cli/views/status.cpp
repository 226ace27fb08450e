#include "cli/views/status.hpp"

#include <fmt/format.h>
#include <fmt/ostream.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::ordered_json;

auto padded(const std::string& text, std::size_t width) -> std::string {
  const auto used = static_cast<std::size_t>(base::display_width(text));
  return text + std::string(width > used ? width - used : 0, ' ');
}

auto print_row(std::ostream& out, const std::string& key, std::string_view who, const plan::StatusOverview& figures)
    -> void {
  fmt::print(out, "  {} {:<7} {:>9} {:>7} {:>7} {:>7} {:>7}  {}\n", key, who, figures.success, figures.pending,
             figures.error, figures.failed, figures.not_applicable,
             figures.last_update.empty() ? "never" : figures.last_update);
}

auto print_policies(std::ostream& out, const driver::TenantRollout& rollout) -> void {
  std::size_t width = 6;
  for (const auto& policy : rollout.policies) width = std::max(width, policy.key.size());
  fmt::print(out, "  {} {:<7} {:>9} {:>7} {:>7} {:>7} {:>7}  {}\n", padded("policy", width), "", "succeeded", "pending",
             "error", "failed", "n/a", "last report");
  for (const auto& policy : rollout.policies) {
    if (!policy.status.ok()) {
      fmt::print(out, "  {} {}\n", padded(policy.key, width), policy.status.error().message);
      continue;
    }
    print_row(out, padded(policy.key, width), "devices", policy.status.value().devices);
    print_row(out, padded("", width), "users", policy.status.value().users);
  }
}

auto to_json(const plan::StatusOverview& figures) -> Json {
  return {{"success", figures.success},
          {"pending", figures.pending},
          {"error", figures.error},
          {"failed", figures.failed},
          {"notApplicable", figures.not_applicable},
          {"lastUpdateDateTime", figures.last_update}};
}

auto to_json(const driver::PolicyRollout& policy) -> Json {
  Json json{{"key", policy.key}, {"displayName", policy.display_name}, {"id", policy.id}};
  if (policy.status.ok()) {
    json["devices"] = to_json(policy.status.value().devices);
    json["users"] = to_json(policy.status.value().users);
  } else {
    json["error"] = policy.status.error().message;
  }
  return json;
}

}  // namespace

auto print_status(std::ostream& out, const std::vector<driver::TenantRollout>& rollouts) -> void {
  for (const auto& rollout : rollouts) {
    fmt::print(out, "{} ({})\n", rollout.name, rollout.tenant_id);
    if (rollout.unusable) {
      fmt::print(out, "  cannot be used: {}\n", rollout.unusable->message);
      continue;
    }
    if (rollout.policies.empty()) {
      out << "  no policy of this workspace is there\n";
    } else {
      print_policies(out, rollout);
    }
    for (const auto& key : rollout.missing) fmt::print(out, "  {}: not in the tenant yet, see `pinwright plan`\n", key);
  }
}

auto status_json(const std::vector<driver::TenantRollout>& rollouts) -> std::string {
  Json tenants = Json::array();
  for (const auto& rollout : rollouts) {
    Json policies = Json::array();
    for (const auto& policy : rollout.policies) policies.push_back(to_json(policy));
    tenants.push_back({{"name", rollout.name},
                       {"tenantId", rollout.tenant_id},
                       {"unusable", rollout.unusable ? Json(rollout.unusable->message) : Json(nullptr)},
                       {"policies", std::move(policies)},
                       {"missing", rollout.missing}});
  }
  return Json{{"formatVersion", "1.0"}, {"tenants", std::move(tenants)}}.dump(2, ' ', false,
                                                                              Json::error_handler_t::replace) +
         "\n";
}

}  // namespace pinwright::cli::views
