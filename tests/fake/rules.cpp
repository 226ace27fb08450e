// What the server refuses.

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "fake/catalog.hpp"
#include "fake/store.hpp"

namespace pinwright::fake {

namespace {

using Refusal = std::optional<std::string>;

constexpr auto kFilterId = "deviceAndAppManagementAssignmentFilterId";
constexpr auto kFilterType = "deviceAndAppManagementAssignmentFilterType";

auto text_of(const Json& json, const char* name) -> std::string {
  const auto found = json.find(name);
  return found != json.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto is_too_long(const Json& body, const char* name, std::size_t most) -> bool {
  return base::count_code_points(text_of(body, name)) > most;
}

auto policy_refusal(Store& store, const Json& body) -> Refusal {
  if (is_too_long(body, "description", 1500)) return "the description has more than 1,500 characters";
  for (const auto& id : body.value("roleScopeTagIds", Json::array())) {
    const auto known = std::any_of(store.scope_tags.begin(), store.scope_tags.end(),
                                   [&](const plan::ScopeTag& tag) { return tag.id == id; });
    if (!known) return fmt::format("there is no scope tag {}", id.dump());
  }
  if (is_catalog(body)) return catalog_refusal(body);
  const auto settings = body.value("omaSettings", Json::array());
  if (settings.size() > 1000) return "a policy holds at most 1000 settings";
  std::set<std::string> uris;
  for (const auto& setting : settings) {
    if (text_of(setting, "displayName").empty()) return "a setting has no display name";
    if (!uris.insert(base::folded(text_of(setting, "omaUri"))).second) return "two settings have one OMA-URI";
  }
  return std::nullopt;
}

auto group_refusal(const Json& body) -> Refusal {
  if (is_too_long(body, "displayName", 256)) return "the display name has more than 256 characters";
  if (is_too_long(body, "membershipRule", 3072)) return "the membership rule has more than 3,072 characters";
  return std::nullopt;
}

auto filter_refusal(const Json& body) -> Refusal {
  if (text_of(body, "rule").empty()) return "the filter has no rule";
  if (is_too_long(body, "rule", 3072)) return "the rule has more than 3,072 characters";
  return std::nullopt;
}

auto target_refusal(Store& store, const Json& target) -> Refusal {
  if (target.contains("groupId") && store.find(object::Kind::Group, text_of(target, "groupId")) == nullptr) {
    return fmt::format("there is no group {}", text_of(target, "groupId"));
  }
  if (!target.contains(kFilterId)) return std::nullopt;
  if (text_of(target, "@odata.type").find("exclusion") != std::string::npos) return "an exclusion takes no filter";
  if (store.find(object::Kind::Filter, text_of(target, kFilterId)) == nullptr) {
    return fmt::format("there is no filter {}", text_of(target, kFilterId));
  }
  return std::nullopt;
}

/// What makes two targets one; whether a group is included or excluded does not.
auto target_key(const Json& target) -> std::string {
  if (target.contains("groupId")) return base::folded(text_of(target, "groupId"));
  return text_of(target, "@odata.type") + text_of(target, "collectionId");
}

/// Without the spellings of no filter.
auto plain_target(Json target) -> Json {
  const auto id = text_of(target, kFilterId);
  const auto type = text_of(target, kFilterType);
  const bool none = type.empty() || type == "none" || id.empty() || id == "00000000-0000-0000-0000-000000000000";
  if (none) {
    target.erase(kFilterId);
    target.erase(kFilterType);
  }
  return target;
}

}  // namespace

auto display_name_of(const Json& body) -> std::string {
  return text_of(body, is_catalog(body) ? "name" : "displayName");
}

auto refusal(Store& store, object::Kind kind, const Json& body) -> Refusal {
  if (display_name_of(body).empty()) return "the display name is missing";
  switch (kind) {
    case object::Kind::Policy:
      return policy_refusal(store, body);
    case object::Kind::Group:
      return group_refusal(body);
    case object::Kind::Filter:
      return filter_refusal(body);
  }
  return std::nullopt;
}

auto assignments_refusal(Store& store, const Json& assignments) -> Refusal {
  for (const auto& assignment : assignments) {
    if (!assignment["target"].is_object()) return "an assignment has no target";
    if (auto why = target_refusal(store, assignment["target"])) return why;
  }
  return std::nullopt;
}

auto accepted_assignments(const Json& assignments, const std::string& policy_id) -> Json {
  Json accepted = Json::array();
  std::set<std::string> seen;
  for (const auto& assignment : assignments) {
    const auto key = target_key(assignment["target"]);
    if (!seen.insert(key).second) continue;
    accepted.push_back({{"id", policy_id + "_" + key},
                        {"intent", "apply"},
                        {"source", "direct"},
                        {"sourceId", policy_id},
                        {"target", plain_target(assignment["target"])}});
  }
  return accepted;
}

auto is_filter_used(const Store& store, std::string_view filter_id) -> bool {
  for (const auto& [id, policy] : store.tables.at(static_cast<std::size_t>(object::Kind::Policy))) {
    for (const auto& assignment : policy["assignments"]) {
      if (base::equal_folded(text_of(assignment["target"], kFilterId), filter_id)) return true;
    }
  }
  return false;
}

auto is_encrypted(const Json& setting) -> bool {
  const auto type = text_of(setting, "@odata.type");
  return type.ends_with("omaSettingString") || type.ends_with("omaSettingStringXml") ||
         type.ends_with("omaSettingBase64");
}

}  // namespace pinwright::fake
