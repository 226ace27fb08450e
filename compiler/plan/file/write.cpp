#include "plan/file/write.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "diag/diagnostic_json.hpp"
#include "diag/json_text.hpp"
#include "object/canonical.hpp"
#include "plan/file/bodies.hpp"
#include "plan/file/difference_json.hpp"
#include "plan/file/words.hpp"
#include "plan/replacement.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

template <class T>
auto or_null(const std::optional<T>& value) -> Json {
  return value ? Json(*value) : Json(nullptr);
}

auto to_json(const Reach& reach) -> Json {
  return {{"devices", or_null(reach.devices)},
          {"users", or_null(reach.users)},
          {"allDevices", reach.all_devices},
          {"allUsers", reach.all_users}};
}

/// Settings whose values come from the environment: which variables, and whether the value differs from live.
auto secrets_json(const Change& change) -> Json {
  Json list = Json::array();
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
    const auto& setting = policy->settings[i];
    if (setting.secrets.empty()) continue;
    const auto changed = i < change.secret_changed.size() ? change.secret_changed[i] : std::nullopt;
    list.push_back({{"setting", i},
                    {"omaUri", setting.key.text()},
                    {"variables", setting.secrets},
                    {"secret", true},
                    {"changed", or_null(changed)}});
  }
  return list;
}

/// What nobody sees of it on the screen is not in the file either.
auto with_hidden(object::Live live, const std::vector<std::string>& hidden) -> object::Live {
  auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return live;
  for (auto& setting : policy->settings) {
    const bool is_hidden = std::binary_search(hidden.begin(), hidden.end(), object::identity(setting));
    if (is_hidden && !object::is_masked(setting)) setting.value = object::Masked{};
  }
  return live;
}

auto before_of(const Change& change) -> Json {
  if (!change.before) return nullptr;
  if (change.hides_live) return {{object::json_key(object::Secrecy::Hidden), true}};
  return before_to_json(with_hidden(*change.before, change.hidden));
}

/// With `hides_live` also of what is made: it is made of what is there.
auto after_of(const Change& change) -> Json {
  if (!change.after) return nullptr;
  if (change.hides_live && change.action == Action::Replace) return {{object::json_key(object::Secrecy::Hidden), true}};
  return after_to_json(change);
}

/// The object whose place is taken, and what becomes of its parts.
auto replacement_json(const Change& change) -> Json {
  if (change.action != Action::Replace) return nullptr;
  Json carried = Json::array();
  for (const auto part : carried_over(change)) carried.push_back(part);
  Json lost{"portalReferences", "statusHistory"};
  if (change.replacement.loses_texts) lost.push_back("settingTexts");
  return {{"kind", object::word(change.kind, object::target_of(change.before->object))},
          {"carriedOver", std::move(carried)},
          {"lost", std::move(lost)},
          {"later", change.replacement.later}};
}

auto to_json(const Change& change) -> Json {
  Json paths = Json::array();
  for (const auto& difference : change.paths) paths.push_back(plan::to_json(difference));
  Json json{{"kind", object::word(change.kind, target_of(change))},
            {"key", change.key},
            {"name", change.name},
            {"id", change.id},
            {"action", word(change.action)},
            {"reason", word(change.reason)},
            {"sections",
             {{"settings", word(change.sections.settings)},
              {"assignments", word(change.sections.assignments)},
              {"rest", word(change.sections.rest)}}},
            {"protected", change.is_protected},
            {"restores", change.restores},
            {"replaces", change.replaces},
            {"replacedBy", change.replaced_by},
            {"replacement", replacement_json(change)},
            {"liveHash", change.live_hash},
            {"before", before_of(change)},
            {"after", after_of(change)},
            {"secrets", secrets_json(change)},
            {"paths", std::move(paths)},
            {"reach", to_json(change.reach)}};
  if (change.action == Action::Adopt) json["changes"] = changes_adopted(change);
  return json;
}

auto to_json(const Resolved& reference) -> Json {
  return {{"kind", word(reference.kind)},
          {"key", reference.key},
          {"displayName", reference.display_name},
          {"id", reference.id}};
}

auto to_json(const base::Error& error) -> Json { return {{"message", error.message}, {"help", error.help}}; }

auto to_json(const TenantPlan& tenant, diag::Places& places) -> Json {
  Json changes = Json::array();
  for (const auto& change : tenant.changes) changes.push_back(to_json(change));
  Json references = Json::array();
  for (const auto& reference : tenant.references) references.push_back(to_json(reference));
  Json diagnostics = Json::array();
  for (const auto& finding : tenant.diagnostics) diagnostics.push_back(diag::to_json(finding, places));
  return {{"name", tenant.name},
          {"tenantId", tenant.tenant_id},
          {"cloud", tenant.cloud},
          {"unusable", tenant.unusable ? to_json(*tenant.unusable) : Json(nullptr)},
          {"changes", std::move(changes)},
          {"references", std::move(references)},
          {"diagnostics", std::move(diagnostics)}};
}

auto summary_json(const Plan& plan) -> Json {
  Summary all;
  for (const auto& tenant : plan.tenants) {
    const auto one = summarise(tenant);
    all.create += one.create;
    all.update += one.update;
    all.remove += one.remove;
    all.adopt += one.adopt;
    all.forget += one.forget;
    all.unchanged += one.unchanged;
    all.replace += one.replace;
  }
  return {{"create", all.create}, {"update", all.update},       {"delete", all.remove},  {"adopt", all.adopt},
          {"forget", all.forget}, {"unchanged", all.unchanged}, {"replace", all.replace}};
}

}  // namespace

auto to_json(const Plan& plan, const source::SourceMap& sources) -> std::string {
  diag::Places places(sources);
  Json hashes = Json::array();
  for (const auto& source : plan.sources) hashes.push_back({{"path", source.path}, {"sha256", source.sha256}});
  Json tenants = Json::array();
  for (const auto& tenant : plan.tenants) tenants.push_back(to_json(tenant, places));
  const Json json{{"formatVersion", kPlanFormat},
                  {"workspace", plan.workspace},
                  {"createdAt", plan.created_at},
                  {"toolVersion", plan.tool_version},
                  {"graphApi", object::word(plan.graph_api)},
                  {"maxDeletes", or_null(plan.max_deletes)},
                  {"sources", std::move(hashes)},
                  {"tenants", std::move(tenants)},
                  {"summary", summary_json(plan)}};
  return diag::json_text(json, 2) + "\n";
}

}  // namespace pinwright::plan
