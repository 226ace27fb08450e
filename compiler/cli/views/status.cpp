#include "cli/views/status.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "base/print.hpp"
#include "cli/views/table.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::ordered_json;

auto cells_of(const std::string& key, std::string who, const plan::StatusOverview& figures)
    -> std::vector<std::string> {
  return {key,
          std::move(who),
          std::to_string(figures.success),
          std::to_string(figures.pending),
          std::to_string(figures.error),
          std::to_string(figures.failed),
          std::to_string(figures.not_applicable),
          figures.last_update.empty() ? "never" : figures.last_update};
}

auto print_policies(std::ostream& out, const driver::TenantRollout& rollout, const Screen& screen) -> void {
  using Align = Table::Align;
  Table table({{"policy"},
               {""},
               {"succeeded", Align::Right},
               {"pending", Align::Right},
               {"error", Align::Right},
               {"failed", Align::Right},
               {"n/a", Align::Right},
               {"last report"}});
  for (const auto& policy : rollout.policies) {
    if (!policy.status.ok()) {
      table.add({policy.key, "", "-", "-", "-", "-", "-", policy.status.error().message});
      continue;
    }
    table.add(cells_of(policy.key, "devices", policy.status.value().devices));
    table.add(cells_of("", "users", policy.status.value().users));
  }
  table.draw(out, diag::Paint(false), screen.columns);
}

auto print_replaced(std::ostream& out, const driver::PolicyRollout& policy) -> void {
  if (!policy.replaces) return;
  const auto& old = *policy.replaces;
  base::print(out, "  {}: being replaced, by `{}` since {}; the old object `{}` is not deleted before {}\n", policy.key,
              policy.id, old.since.empty() ? "an unknown time" : old.since, old.id,
              old.not_before.empty() ? "`--replace-now`" : old.not_before);
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
  if (policy.replaces) {
    json["replaces"] = {
        {"id", policy.replaces->id}, {"since", policy.replaces->since}, {"notBefore", policy.replaces->not_before}};
  }
  if (policy.status.ok()) {
    json["devices"] = to_json(policy.status.value().devices);
    json["users"] = to_json(policy.status.value().users);
  } else {
    json["error"] = policy.status.error().message;
  }
  return json;
}

}  // namespace

auto print_status(std::ostream& out, const std::vector<driver::TenantRollout>& rollouts, const Screen& screen) -> void {
  for (const auto& rollout : rollouts) {
    base::print(out, "{} ({})\n", rollout.name, rollout.tenant_id);
    if (rollout.unusable) {
      base::print(out, "  cannot be used: {}\n", diag::visible_lines(rollout.unusable->message));
      if (!rollout.unusable->help.empty()) base::print(out, "  help: {}\n", diag::visible(rollout.unusable->help));
      continue;
    }
    if (rollout.policies.empty()) {
      out << "  no policy of this workspace is there\n";
    } else {
      print_policies(out, rollout, screen);
    }
    for (const auto& policy : rollout.policies) print_replaced(out, policy);
    for (const auto& key : rollout.missing)
      base::print(out, "  {}: not in the tenant yet, see `pinwright plan`\n", key);
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
  const Json json{{"formatVersion", "1.0"}, {"tenants", std::move(tenants)}};
  return diag::json_text(json, 2) + "\n";
}

}  // namespace pinwright::cli::views
