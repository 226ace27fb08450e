#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "base/utf8.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/policy.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxSettings = 1000;
constexpr std::size_t kMaxDescription = 1500;  // code points; what production tools keep to
constexpr std::string_view kFilterId = "deviceAndAppManagementAssignmentFilterId";
constexpr std::string_view kFilterType = "deviceAndAppManagementAssignmentFilterType";

auto is_annotation(std::string_view key) -> bool {
  return key != "@odata.type" && key.find('@') != std::string_view::npos;
}

auto stored_value(const json& value, Edm type) -> json {
  switch (type) {
    case Edm::Single:
      return static_cast<double>(static_cast<float>(value.get<double>()));
    case Edm::Binary:
      return base::base64_encode(decode_binary(value.get_ref<const std::string&>()).value_or(""));
    case Edm::DateTimeOffset:
      return to_text(parse_instant(value.get_ref<const std::string&>()).value_or(0), Fraction::Shortest);
    case Edm::Boolean:
    case Edm::Int32:
    case Edm::String:
    case Edm::Enumeration:
    case Edm::EnumerationList:
    case Edm::StringList:
    case Edm::Complex:
    case Edm::ComplexList:
      return value;
  }
  return value;
}

auto stored_setting(const json& body) -> json {
  json setting = json::object();
  const auto* type = find_type(text_of(body, "@odata.type"));
  for (const auto& [key, value] : body.items()) {
    if (is_annotation(key)) continue;
    setting[key] = key == "value" ? stored_value(value, find_property(*type, "value", Api::Beta)->type) : value;
  }
  return setting;
}

auto is_encrypted(const json& setting) -> bool {
  const auto type = text_of(setting, "@odata.type");
  return type.ends_with("omaSettingString") || type.ends_with("omaSettingStringXml") ||
         type.ends_with("omaSettingBase64");
}

auto unknown(std::string_view what, std::string_view id) -> Flaw {
  return {"BadRequest", fmt::format("The {} '{}' does not exist.", what, id)};
}

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
    if (!is_annotation(key)) target[key] = value;
  }
  const auto filter = text_of(target, kFilterId);
  if (filter.empty() || filter == kZeroGuid) {
    target.erase(std::string(kFilterId));
    target.erase(std::string(kFilterType));
  }
  return target;
}

}  // namespace

auto merge_policy(const json& body, json& policy) -> void {
  for (const auto& [key, value] : body.items()) {
    if (is_annotation(key)) continue;
    policy[key] = value;
    if (key != "omaSettings") continue;
    json settings = json::array();
    for (const auto& setting : value) settings.push_back(stored_setting(setting));
    policy[key] = std::move(settings);
  }
}

namespace {

/// A text without white space at its ends; anything else as it is.
auto trimmed_text(const json& value) -> json {
  return value.is_string() ? json(base::trimmed(value.get_ref<const std::string&>())) : value;
}

}  // namespace

auto touch_policy(json& policy, const Service& service) -> void {
  if (!service.keeps_version || !policy.contains("version")) policy["version"] = policy.value("version", 0) + 1;
  for (const auto* key : {"displayName", "description"}) {
    if (service.trims_texts && policy.contains(key)) policy[key] = trimmed_text(policy[key]);
  }
  policy["lastModifiedDateTime"] = to_text(now());
  const auto settings = policy.find("omaSettings");
  if (settings == policy.end() || !settings->is_array()) return;
  const auto owner = new_guid();
  for (auto& setting : *settings) {
    if (is_encrypted(setting)) {
      setting["secretReferenceValueId"] = fmt::format("{}_{}_{}", owner, new_guid(), new_guid());
    }
  }
}

auto policy_flaw(const json& body, std::string_view tenant, Store::Transaction& transaction) -> std::optional<Flaw> {
  const auto settings = body.find("omaSettings");
  if (settings != body.end() && settings->size() > kMaxSettings) {
    return Flaw{"BadRequest", "The collection omaSettings can contain a maximum of 1000 elements."};
  }
  if (base::count_code_points(text_of(body, "description")) > kMaxDescription) {
    return Flaw{"BadRequest", "The description is longer than 1500 characters."};
  }
  const auto tags = body.find("roleScopeTagIds");
  if (tags == body.end() || tags->is_null()) return std::nullopt;
  for (const auto& tag : *tags) {
    const auto& id = tag.get_ref<const std::string&>();
    if (!transaction.find(tenant, Kind::ScopeTag, id)) return unknown("scope tag", id);
  }
  return std::nullopt;
}

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
    json one = {{"id", std::move(id)}, {"target", std::move(target)}};
    const auto intent = text_of(assignment, "intent");
    one["intent"] = intent.empty() ? "apply" : intent;
    stored.push_back(std::move(one));
  }
  return stored;
}

}  // namespace pinwright::sandbox
