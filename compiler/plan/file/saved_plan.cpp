#include "plan/file/saved_plan.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_line.hpp"
#include "base/sha256.hpp"
#include "object/to_graph.hpp"
#include "plan/file/words.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto sections_of(const Change& change) -> std::vector<std::string> {
  std::vector<std::string> sections;
  if (change.sections.settings != Reason::None) sections.emplace_back("settings");
  if (change.sections.assignments != Reason::None) sections.emplace_back("assignments");
  if (change.sections.rest != Reason::None) sections.emplace_back("rest");
  return sections;
}

auto write_of(const Change& change) -> SavedWrite {
  SavedWrite write;
  write.kind = change.kind;
  write.target = target_of(change);
  write.key = change.key;
  write.name = change.name;
  write.id = change.id;
  write.action = change.action;
  write.sections = sections_of(change);
  write.is_protected = change.is_protected;
  write.replaces = change.replaces;
  write.replaced_by = change.replaced_by;
  write.live_hash = change.live_hash;
  if (change.after) write.body = base::hex(base::sha256(base::json_line(object::to_graph(*change.after))));
  if (change.writes_assignments())
    write.assignments = base::json_line(object::to_graph(change.assignments)["assignments"]);
  return write;
}

auto json_of(const SavedWrite& write) -> Json {
  return {{"kind", object::word(write.kind, write.target)},
          {"key", write.key},
          {"name", write.name},
          {"id", write.id},
          {"action", word(write.action)},
          {"sections", write.sections},
          {"protected", write.is_protected},
          {"replaces", write.replaces},
          {"replacedBy", write.replaced_by},
          {"liveHash", write.live_hash},
          {"body", write.body.empty() ? Json() : Json(write.body)},
          {"assignments", write.assignments.empty() ? Json() : Json::parse(write.assignments)}};
}

auto json_of(const SavedTenant& tenant) -> Json {
  Json writes = Json::array();
  for (const auto& write : tenant.writes) writes.push_back(json_of(write));
  Json references = Json::array();
  for (const auto& reference : tenant.references) {
    references.push_back({{"kind", word(reference.kind)},
                          {"key", reference.key},
                          {"displayName", reference.display_name},
                          {"id", reference.id}});
  }
  return {{"name", tenant.name},        {"tenantId", tenant.tenant_id}, {"cloud", tenant.cloud},
          {"leftOut", tenant.left_out}, {"changes", std::move(writes)}, {"references", std::move(references)}};
}

auto counter_of(SavedCounts& counts, Action action) -> std::size_t& {
  switch (action) {
    case Action::Update:
      return counts.update;
    case Action::Delete:
      return counts.remove;
    case Action::Adopt:
      return counts.adopt;
    case Action::Forget:
      return counts.forget;
    case Action::Replace:
      return counts.replace;
    case Action::Create:
    case Action::NoOp:  // is never saved
      break;
  }
  return counts.create;
}

}  // namespace

auto saved_tenant(const TenantPlan& plan, bool left_out) -> SavedTenant {
  SavedTenant tenant{plan.name, plan.tenant_id, plan.cloud, left_out, {}, {}};
  if (left_out) return tenant;
  for (const auto& change : plan.changes) {
    if (change.action != Action::NoOp) tenant.writes.push_back(write_of(change));
  }
  tenant.references = plan.references;
  return tenant;
}

auto counts_of(const SavedPlan& plan) -> SavedCounts {
  SavedCounts counts;
  counts.tenants = plan.tenants.size();
  for (const auto& tenant : plan.tenants) {
    for (const auto& write : tenant.writes) ++counter_of(counts, write.action);
  }
  return counts;
}

auto to_json(const SavedPlan& plan) -> std::string {
  const auto counts = counts_of(plan);
  Json sources = Json::array();
  for (const auto& source : plan.sources) sources.push_back({{"path", source.path}, {"sha256", source.sha256}});
  Json tenants = Json::array();
  for (const auto& tenant : plan.tenants) tenants.push_back(json_of(tenant));
  const Json json{{kSavedPlanKey, kSavedPlanName},
                  {"formatVersion", kSavedPlanVersion},
                  {"workspace", plan.workspace},
                  {"createdAt", plan.created_at},
                  {"toolVersion", plan.tool_version},
                  {"catalogue", plan.catalogue},
                  {"options",
                   {{"adopt", plan.adopt},
                    {"replace", plan.replace},
                    {"replaceAfter", plan.replace_after},
                    {"replaceNow", plan.replace_now},
                    {"rewriteSecrets", plan.rewrite_secrets},
                    {"failOn", plan.fail_on}}},
                  {"graphApi", object::word(plan.graph_api)},
                  {"sources", std::move(sources)},
                  {"counts",
                   {{"tenants", counts.tenants},
                    {"create", counts.create},
                    {"update", counts.update},
                    {"delete", counts.remove},
                    {"adopt", counts.adopt},
                    {"forget", counts.forget},
                    {"replace", counts.replace}}},
                  {"tenants", std::move(tenants)}};
  return json.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace pinwright::plan
