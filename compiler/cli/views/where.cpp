#include "cli/views/where.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/print.hpp"
#include "base/text.hpp"
#include "csp/graph_properties.hpp"
#include "diag/json_text.hpp"
#include "diag/visible.hpp"

namespace pinwright::cli::views {

namespace {

using Json = nlohmann::ordered_json;
using diag::visible;

auto map_age() -> std::string {
  return fmt::format("what the properties of device configurations and intents set is known from a list of {}",
                     csp::GraphProperties::built_in().date());
}

auto value_text(const driver::WherePolicy& policy) -> std::string {
  if (!policy.has_value) return "(which one is not known)";
  if (!policy.value) return std::string(object::words(policy.secrecy));
  return base::quoted(*policy.value);
}

auto overlap_word(plan::Overlap overlap) -> std::string_view {
  return overlap == plan::Overlap::Certain ? "certain" : "possible";
}

auto compared(const std::optional<bool>& same) -> std::string_view {
  if (!same) return "whose values cannot be compared";
  return *same ? "with the same value" : "with different values";
}

auto print_policy(std::ostream& out, const driver::WherePolicy& policy) -> void {
  base::print(out, "  {} ({}, {})\n", visible(base::quoted(policy.display_name)), title(policy.kind),
              visible(policy.id));
  if (!policy.instance.empty()) base::print(out, "    instance: {}\n", visible(base::quoted(policy.instance)));
  base::print(out, "    value: {}{}\n", visible(value_text(policy)),
              policy.kind == object::PolicyKind::Enrolment ? ", at enrollment only" : "");
  const auto assigned = policy.assignments.empty() ? std::string("nobody") : base::joined(policy.assignments, "; ");
  base::print(out, "    assigned to: {}\n", visible(assigned));
  if (!policy.owner.empty()) base::print(out, "    owner: the workspace {}\n", visible(base::quoted(policy.owner)));
  if (!policy.is_whole) out << "    some of it could not be read\n";
}

auto print_pair(std::ostream& out, const driver::WhereTenant& tenant, const driver::WherePair& pair) -> void {
  const auto& first = tenant.policies[pair.first];
  const auto& second = tenant.policies[pair.second];
  base::print(out, "  {}: {} and {}, {}\n",
              pair.overlap == plan::Overlap::Certain ? "a device can get two" : "a device may get two",
              visible(base::quoted(first.display_name)), visible(base::quoted(second.display_name)),
              compared(pair.same_value));
}

auto print_tenant(std::ostream& out, const Where& where, const driver::WhereTenant& tenant) -> void {
  base::print(out, "{} ({})\n", tenant.name, tenant.tenant_id);
  if (tenant.unusable) {
    base::print(out, "  cannot be used: {}\n", diag::visible_lines(tenant.unusable->message));
    if (!tenant.unusable->help.empty()) base::print(out, "  help: {}\n", visible(tenant.unusable->help));
    return;
  }
  if (tenant.lacks_group) base::print(out, "  there is no group {}\n", visible(base::quoted(where.group)));
  if (tenant.policies.empty() && !tenant.lacks_group) out << "  no policy that could be read sets it\n";
  for (const auto& policy : tenant.policies) print_policy(out, policy);
  for (const auto& pair : tenant.pairs) print_pair(out, tenant, pair);
  if (tenant.has_more_pairs) out << "  only the first policies were compared with each other\n";
  for (const auto& kind : tenant.not_read)
    base::print(out, "  not looked at: {}: {}\n", title(kind.kind), visible(kind.why));
}

auto to_json(const driver::WherePolicy& policy) -> Json {
  Json json{{"kind", word(policy.kind)},
            {"id", policy.id},
            {"displayName", policy.display_name},
            {"owner", policy.owner.empty() ? Json(nullptr) : Json(policy.owner)},
            {"omaUri", policy.uri},
            {"instance", policy.instance.empty() ? Json(nullptr) : Json(policy.instance)}};
  Json value = policy.value ? Json(*policy.value) : Json(nullptr);
  json["value"] = std::move(value);
  if (!policy.has_value) {
    json["hidden"] = "notKnown";
  } else if (policy.secrecy != object::Secrecy::Clear) {
    json["hidden"] = object::json_key(policy.secrecy);
  }
  json["assignments"] = policy.assignments;
  json["atEnrolmentOnly"] = policy.kind == object::PolicyKind::Enrolment;
  json["complete"] = policy.is_whole;
  return json;
}

/// null: no group was asked for, or the tenant did not answer.
auto has_group(const Where& where, const driver::WhereTenant& tenant) -> Json {
  return where.group.empty() || tenant.unusable ? Json(nullptr) : Json(!tenant.lacks_group);
}

auto to_json(const Where& where, const driver::WhereTenant& tenant) -> Json {
  Json policies = Json::array(), pairs = Json::array(), kinds = Json::array();
  for (const auto& policy : tenant.policies) policies.push_back(to_json(policy));
  for (const auto& pair : tenant.pairs) {
    pairs.push_back({{"policies", {tenant.policies[pair.first].id, tenant.policies[pair.second].id}},
                     {"overlap", overlap_word(pair.overlap)},
                     {"sameValue", pair.same_value ? Json(*pair.same_value) : Json(nullptr)}});
  }
  for (const auto& kind : tenant.not_read) kinds.push_back({{"kind", word(kind.kind)}, {"why", kind.why}});
  return {{"name", tenant.name},
          {"tenantId", tenant.tenant_id},
          {"unusable", tenant.unusable ? Json(tenant.unusable->message) : Json(nullptr)},
          {"hasGroup", has_group(where, tenant)},
          {"policies", std::move(policies)},
          {"pairs", std::move(pairs)},
          {"notLookedAt", std::move(kinds)}};
}

}  // namespace

auto print_where(std::ostream& out, const Where& where) -> void {
  base::print(out, "{}\n", visible(where.uri));
  for (const auto& tenant : where.tenants) print_tenant(out, where, tenant);
  base::print(out, "{}\n", map_age());
}

auto where_json(const Where& where) -> std::string {
  Json tenants = Json::array();
  for (const auto& tenant : where.tenants) tenants.push_back(to_json(where, tenant));
  const Json json{{"formatVersion", "1.1"},
                  {"omaUri", where.uri},
                  {"group", where.group.empty() ? Json(nullptr) : Json(where.group)},
                  {"propertiesOf", csp::GraphProperties::built_in().date()},
                  {"tenants", std::move(tenants)}};
  return diag::json_text(json, 2) + "\n";
}

}  // namespace pinwright::cli::views
