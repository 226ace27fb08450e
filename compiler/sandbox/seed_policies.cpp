#include "sandbox/seed_policies.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/definitions.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/assignments.hpp"
#include "sandbox/resources/catalog_policies.hpp"
#include "sandbox/resources/enrollment.hpp"
#include "sandbox/resources/group_policy.hpp"
#include "sandbox/resources/group_policy_values.hpp"
#include "sandbox/resources/intents.hpp"
#include "sandbox/resources/policy.hpp"
#include "sandbox/typed.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// A kind of policy in a seed.
struct SeedKind {
  Kind kind;
  std::string_view type;
  std::string_view assignment;
  std::optional<Flaw> (*merge)(const json& body, json& stored, const Writing& writing);
  void (*touch)(json& stored, const Service& service);
};

constexpr SeedKind kDevicePolicies = {Kind::Policy, "deviceConfiguration", "deviceConfigurationAssignment",
                                      merge_policy, touch_policy};
constexpr SeedKind kCatalog = {Kind::CatalogPolicy, "deviceManagementConfigurationPolicy",
                               "deviceManagementConfigurationPolicyAssignment", put_catalog_policy, touch_common};

constexpr SeedKind kEnrollment = {Kind::Enrollment, "deviceEnrollmentConfiguration",
                                  "enrollmentConfigurationAssignment", merge_enrollment, touch_common};
constexpr SeedKind kGroupPolicy = {Kind::GroupPolicy, "groupPolicyConfiguration", "groupPolicyConfigurationAssignment",
                                   merge_group_policy, touch_common};
constexpr SeedKind kIntent = {Kind::Intent, "deviceManagementIntent", "deviceManagementIntentAssignment", merge_intent,
                              touch_common};

auto put_assignments(const Place& place, const SeedTarget& target, const SeedKind& kind, json& policy) -> void {
  for (const auto& assignment : place.list("assignments")) {
    if (!check_body(assignment, assignment.value(), kind.assignment, {"id", "source", "sourceId"})) return;
  }
  const auto wanted = place.value().value("assignments", json::array());
  if (const auto flaw = assignments_flaw(wanted, target.tenant, target.transaction)) {
    return place.at("assignments")->wrong(flaw->message);
  }
  policy["assignments"] = stored_assignments(wanted, text_of(policy, "id"));
}

auto put_dates(const Place& place, json& policy) -> void {
  for (const auto key : {"createdDateTime", "lastModifiedDateTime"}) {
    if (!place.has(key)) continue;
    const auto instant = parse_instant(place.text(key));
    if (!instant) return place.at(key)->wrong("no date and time of the form 2026-01-02T03:04:05Z");
    policy[key] = to_text(*instant);
  }
}

/// What only a seed says of a policy is taken away.
auto body_of(const Place& place) -> json {
  auto body = place.value();
  for (const auto* own : {"id", "assignments", "createdDateTime", "lastModifiedDateTime", "version"}) body.erase(own);
  return body;
}

/// The settings of a seed are not judged by their definitions: a tenant may hold what it would not take today.
auto merge(const Place& place, const SeedTarget& target, const SeedKind& kind, json& policy) -> bool {
  static const Definitions kNone;
  static const Service kPlain;
  auto body = body_of(place);
  // An operation of its own puts these into the store.
  if (kind.kind == Kind::GroupPolicy) body.erase("definitionValues");
  if (kind.kind == Kind::Intent) body.erase("settings");
  if (!check_body(place, body, kind.type, {})) return false;
  const auto flaw = kind.merge(body, policy, {target.tenant, kNone, kPlain, target.transaction});
  if (flaw) place.wrong(flaw->message);
  return !flaw;
}

auto put_policy(const Place& place, const SeedTarget& target, const SeedKind& kind, const std::string& id) -> void {
  auto policy = blank_policy(id);
  if (!merge(place, target, kind, policy)) return;
  kind.touch(policy, Service{});
  policy["version"] = place.number("version", 1, 1, INT32_MAX);
  put_dates(place, policy);
  put_assignments(place, target, kind, policy);
  target.put(place, kind.kind, id, policy);
}

/// Of a type that the sandbox does not know: kept and shown as it is.
auto put_foreign_policy(const Place& place, const SeedTarget& target, const std::string& id) -> void {
  auto policy = blank_policy(id);
  policy.update(body_of(place));
  touch_policy(policy, Service{});
  policy["version"] = place.number("version", 1, 1, INT32_MAX);
  put_dates(place, policy);
  put_assignments(place, target, kDevicePolicies, policy);
  target.put(place, Kind::Policy, id, policy);
}

auto put_device_policy(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto type = place.text("@odata.type", true);
  if (type.empty()) return;
  (void)place.text("displayName", true);
  const auto id = id_of(place);
  if (find_type(type) == nullptr) return put_foreign_policy(place, target, id);
  put_policy(place, target, kDevicePolicies, id);
}

/// Shown as it is given, valid or not: what a later service, or a bug of this one, may answer.
auto put_raw_policy(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto id = place.guid("id", true);
  auto policy = place.value();
  policy[kRaw] = true;
  target.put(place, Kind::Policy, id, policy);
}

auto put_of_kind(const Place& place, const SeedTarget& target, const SeedKind& kind) -> void {
  if (!place.value().is_object()) return place.keys({});
  put_policy(place, target, kind, id_of(place));
}

auto put_enrollment(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto id = place.text("id");
  if (base::equal_folded(id, default_hello_id(target.tenant))) {
    // The tenant's own takes the place of the one that every tenant has.
    target.transaction.erase(target.tenant, Kind::Enrollment, id);
  }
  put_policy(place, target, kEnrollment, id.empty() ? enrollment_id(place.value(), target.tenant) : id);
}

auto put_group_policy(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto id = id_of(place);
  put_policy(place, target, kGroupPolicy, id);
  const auto row = target.transaction.find(target.tenant, Kind::GroupPolicy, id);
  if (!row) return;
  auto policy = parse_stored(row->body);
  for (const auto& item : place.list("definitionValues")) {
    if (!check_body(item, item.value(), "groupPolicyDefinitionValue", {})) return;
    const auto flaw = add_definition_value(item.value(), target.tenant, target.transaction, policy);
    if (flaw) return item.wrong(flaw->message);
  }
  target.transaction.replace(target.tenant, Kind::GroupPolicy, id, to_text(policy));
}

auto put_intent(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto id = id_of(place);
  put_policy(place, target, kIntent, id);
  const auto row = target.transaction.find(target.tenant, Kind::Intent, id);
  if (!row) return;
  auto intent = parse_stored(row->body);
  intent["settings"] = json::array();
  for (const auto& item : place.list("settings")) {
    if (!check_body(item, item.value(), "deviceManagementSettingInstance", {"id"})) return;
    json setting;
    if (const auto flaw = store_intent_setting(item.value(), setting)) return item.wrong(flaw->message);
    intent["settings"].push_back(std::move(setting));
  }
  target.transaction.replace(target.tenant, Kind::Intent, id, to_text(intent));
}

auto put_group_policy_definition(const Place& place, const SeedTarget& target) -> void {
  if (!place.value().is_object()) return place.keys({});
  const auto& type = *find_type("groupPolicyDefinition");
  auto body = place.value();
  const auto id = id_of(place);
  json presentations = json::array();
  for (const auto& item : place.list("presentations")) {
    if (!check_body(item, item.value(), "groupPolicyPresentation", {"id"})) return;
    auto presentation = stored_form(item.value(), *find_type("groupPolicyPresentation"));
    presentation["id"] = id_of(item);
    presentation["lastModifiedDateTime"] = to_text(now());
    presentations.push_back(std::move(presentation));
  }
  body.erase("presentations");
  if (!check_body(place, body, type.name, {"id"})) return;
  auto stored = stored_form(body, type);
  stored["id"] = id;
  stored["lastModifiedDateTime"] = to_text(now());
  stored["presentations"] = std::move(presentations);
  target.put(place, Kind::GroupPolicyDefinition, id, stored);
}

/// Which writes wait for another administrator.
auto put_approvals(const Place& tenant, const SeedTarget& target) -> void {
  const auto place = tenant.at("approvals");
  if (!place) return;
  place->keys({"protects", "seconds", "refusal"});
  const json policy = {{"protects", place->texts("protects")},
                       {"seconds", place->number("seconds", std::int64_t{3} * 24 * 3600, 0, INT32_MAX)},
                       {"refusal", place->number("refusal", 400, 400, 403)}};
  target.put(*place, Kind::ApprovalPolicy, "policy", policy);
}

}  // namespace

auto put_policies(const Place& tenant, const SeedTarget& target) -> void {
  for (const auto& item : tenant.list("deviceConfigurations")) put_device_policy(item, target);
  for (const auto& item : tenant.list("rawDeviceConfigurations")) put_raw_policy(item, target);
  for (const auto& item : tenant.list("configurationPolicies")) put_of_kind(item, target, kCatalog);
  target.transaction.insert(target.tenant, Kind::Enrollment, default_hello_id(target.tenant),
                            to_text(default_hello(target.tenant)));
  for (const auto& item : tenant.list("deviceEnrollmentConfigurations")) put_enrollment(item, target);
  for (const auto& item : tenant.list("groupPolicyDefinitions")) put_group_policy_definition(item, target);
  for (const auto& item : tenant.list("groupPolicyConfigurations")) put_group_policy(item, target);
  for (const auto& item : tenant.list("intents")) put_intent(item, target);
  put_approvals(tenant, target);
}

}  // namespace pinwright::sandbox
