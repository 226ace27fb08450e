#include "sandbox/resources/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/policy_kind.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kFilterId = "deviceAndAppManagementAssignmentFilterId";
constexpr std::string_view kFilterType = "deviceAndAppManagementAssignmentFilterType";

auto target_flaw(const json& target, std::string_view tenant, Store::Transaction& transaction) -> std::optional<Flaw> {
  const auto group = text_of(target, "groupId");
  if (target.contains("groupId") && !transaction.find(tenant, Kind::Group, group)) return unknown("group", group);
  const auto filter = text_of(target, kFilterId);
  const auto mode = text_of(target, kFilterType);
  const bool filtered = !filter.empty() && filter != kZeroGuid;
  const bool has_mode = !mode.empty() && mode != "none";
  if (filtered != has_mode) {
    return Flaw{"BadRequest", "An assignment filter needs both its id and a type of include or exclude."};
  }
  if (!filtered) return std::nullopt;
  if (text_of(target, "@odata.type").ends_with("exclusionGroupAssignmentTarget")) {
    return Flaw{"BadRequest", "Assignment filters are not supported for exclusion targets."};
  }
  if (!transaction.find(tenant, Kind::Filter, filter)) return unknown("assignment filter", filter);
  return std::nullopt;
}

/// Two assignments of one policy with one id have one target.
auto assignment_id(const json& target, std::string_view policy_id) -> std::string {
  const auto type = text_of(target, "@odata.type");
  std::string what = base::folded(text_of(target, "groupId"));
  if (what.empty()) what = text_of(target, "collectionId");
  if (type.ends_with("allDevicesAssignmentTarget")) what = "adadadad-808e-44e2-905a-0b7873a8a531";
  if (type.ends_with("allLicensedUsersAssignmentTarget")) what = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
  return fmt::format("{}_{}", policy_id, what);
}

auto stored_target(const json& body) -> json {
  json target = json::object();
  for (const auto& [key, value] : body.items()) {
    if (key == "@odata.type" || key.find('@') == std::string::npos) target[key] = value;
  }
  const auto filter = text_of(target, kFilterId);
  if (filter.empty() || filter == kZeroGuid) {
    target.erase(std::string(kFilterId));
    target.erase(std::string(kFilterType));
  }
  return target;
}

auto shown_target(const json& stored, Api api, Dice& dice) -> json {
  json shown = stored;
  shown.erase(std::string(kFilterId));
  shown.erase(std::string(kFilterType));
  if (api == Api::V1) return shown;
  const auto filter = text_of(stored, kFilterId);
  if (filter.empty()) {
    shown[std::string(kFilterId)] = dice.flip() ? json(nullptr) : json(kZeroGuid);
    shown[std::string(kFilterType)] = "none";
  } else {
    shown[std::string(kFilterId)] = filter;
    shown[std::string(kFilterType)] = text_of(stored, kFilterType);
  }
  return shown;
}

auto names_filter(const json& policy, std::string_view id) -> bool {
  const auto assignments = policy.value("assignments", json::array());
  return std::any_of(assignments.begin(), assignments.end(), [&](const json& assignment) {
    return base::equal_folded(text_of(assignment.at("target"), kFilterId), id);
  });
}

}  // namespace

auto assignments_flaw(const json& assignments, std::string_view tenant, Store::Transaction& transaction)
    -> std::optional<Flaw> {
  for (const auto& assignment : assignments) {
    if (auto flaw = target_flaw(assignment.at("target"), tenant, transaction)) return flaw;
  }
  return std::nullopt;
}

auto stored_assignments(const json& assignments, std::string_view policy_id) -> json {
  json stored = json::array();
  std::set<std::string> ids;
  for (const auto& assignment : assignments) {
    auto target = stored_target(assignment.at("target"));
    auto id = assignment_id(target, policy_id);
    if (!ids.insert(id).second) continue;
    const auto intent = text_of(assignment, "intent");
    stored.push_back({{"id", std::move(id)},
                      {"target", std::move(target)},
                      {"intent", intent.empty() ? "apply" : intent},
                      {"lastModifiedDateTime", to_text(now())}});
  }
  return stored;
}

auto show_assignments(const json& stored, const Type& type, Api api, Dice& dice) -> json {
  json assignments = json::array();
  for (const auto& assignment : stored.value("assignments", json::array())) {
    json all = assignment;
    all["target"] = shown_target(assignment.at("target"), api, dice);
    all["source"] = "direct";
    all["sourceId"] = stored.at("id");
    json shown = json::object();
    for_each_property(type, api, [&](const Property& property) {
      const auto found = all.find(property.name);
      if (found != all.end()) shown[std::string(property.name)] = *found;
    });
    assignments.push_back(std::move(shown));
  }
  dice.shuffle(assignments);
  return assignments;
}

auto uses_filter(std::string_view tenant, std::string_view id, Store::Transaction& transaction) -> bool {
  constexpr Kind kAssigned[] = {Kind::Policy, Kind::CatalogPolicy, Kind::Enrollment, Kind::GroupPolicy, Kind::Intent};
  return std::any_of(std::begin(kAssigned), std::end(kAssigned), [&](Kind kind) {
    const auto rows = transaction.list(tenant, kind);
    return std::any_of(rows.begin(), rows.end(),
                       [&](const Row& row) { return names_filter(parse_stored(row.body), id); });
  });
}

}  // namespace pinwright::sandbox
