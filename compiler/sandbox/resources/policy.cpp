#include "sandbox/resources/policy.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

const Collection kPolicies = {
    Kind::Policy, Area::Intune, "deviceConfiguration", "deviceManagement/deviceConfigurations", true, show_policy};

namespace {

auto refuse(const Flaw& flaw) -> Reply { return refuse(Area::Intune, 400, flaw.code, flaw.message); }

auto not_json() -> Reply {
  return refuse(Area::Intune, 400, "BadRequest",
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid "
                "JSON format.");
}

auto entity_context() -> std::string { return "deviceManagement/deviceConfigurations/$entity"; }

/// The policy of the first key. Read whole before anything else touches the transaction.
auto stored_policy(const Request& request, Services& services, Store::Transaction& transaction) -> std::optional<json> {
  auto row = find_visible(request, services, Kind::Policy, transaction);
  if (!row) return std::nullopt;
  return parse_stored(row->body);
}

auto replace(const Request& request, Store::Transaction& transaction, const json& policy) -> base::Status {
  transaction.replace(request.who.tenant, Kind::Policy, request.keys.front(), to_text(policy));
  return transaction.commit();
}

auto assignments_reply(const Request& request, const Services& services, const json& policy, Dice& dice) -> Reply {
  return value_reply(request, services,
                     fmt::format("deviceManagement/deviceConfigurations('{}')/assignments", text_of(policy, "id")),
                     show_assignments(policy, request, dice));
}

auto assign_body_flaw(const json& body, Api api) -> std::optional<Flaw> {
  if (!body.is_object()) return Flaw{"ModelValidationFailure", "The body must be an object."};
  for (const auto& [key, value] : body.items()) {
    if (key != "assignments" || !value.is_array()) {
      return Flaw{
          "ModelValidationFailure",
          fmt::format("The parameter '{}' in the request payload is not a valid parameter for the operation 'assign'.",
                      key)};
    }
    for (const auto& assignment : value) {
      auto flaw = find_flaw(assignment, *find_type("deviceConfigurationAssignment"), api, Purpose::Create);
      if (flaw) return flaw;
    }
  }
  return std::nullopt;
}

}  // namespace

auto list_policies(const Request& request, Services& services) -> Reply { return list(request, services, kPolicies); }
auto count_policies(const Request& request, Services& services) -> Reply { return count(request, services, kPolicies); }
auto get_policy(const Request& request, Services& services) -> Reply { return get(request, services, kPolicies); }

auto create_policy(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = find_flaw(*body, *find_type(kPolicies.type), request.api, Purpose::Create)) return refuse(*flaw);
  const auto id = new_guid();
  json policy = {{"id", id},
                 {"createdDateTime", to_text(now())},
                 {"description", nullptr},
                 {"roleScopeTagIds", {"0"}},
                 {"omaSettings", json::array()},
                 {"assignments", json::array()}};
  merge_policy(*body, policy);
  touch_policy(policy, services.service);
  {
    Store::Transaction transaction(services.store);
    if (auto flaw = policy_flaw(*body, request.who.tenant, transaction)) return refuse(*flaw);
    transaction.insert(request.who.tenant, Kind::Policy, id, to_text(policy));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  }
  services.visibility.created(request.who.tenant, Kind::Policy, id);
  return object_reply(request, services, entity_context(), show_policy(policy, request, services, false), 201);
}

auto update_policy(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = find_flaw(*body, *find_type(kPolicies.type), request.api, Purpose::Update)) return refuse(*flaw);
  std::optional<json> policy;
  {
    Store::Transaction transaction(services.store);
    policy = stored_policy(request, services, transaction);
    if (!policy) return not_found(Area::Intune, request.keys.front());
    if (find_type(text_of(*policy, "@odata.type")) != find_type(text_of(*body, "@odata.type"))) {
      return refuse({"BadRequest", "The type of a device configuration cannot be changed."});
    }
    if (auto flaw = policy_flaw(*body, request.who.tenant, transaction)) return refuse(*flaw);
    merge_policy(*body, *policy);
    touch_policy(*policy, services.service);
    if (auto done = replace(request, transaction, *policy); !done) return store_failed(Area::Intune, done.error());
  }
  return object_reply(request, services, entity_context(), show_policy(*policy, request, services, false));
}

auto delete_policy(const Request& request, Services& services) -> Reply {
  Store::Transaction transaction(services.store);
  if (!stored_policy(request, services, transaction)) return not_found(Area::Intune, request.keys.front());
  transaction.erase(request.who.tenant, Kind::Policy, request.keys.front());
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return no_content();
}

auto assign_policy(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = assign_body_flaw(*body, request.api)) return refuse(*flaw);
  const auto wanted = body->value("assignments", json::array());
  std::optional<json> policy;
  {
    Store::Transaction transaction(services.store);
    policy = stored_policy(request, services, transaction);
    if (!policy) return not_found(Area::Intune, request.keys.front());
    if (auto flaw = assignments_flaw(wanted, request.who.tenant, transaction)) return refuse(*flaw);
    (*policy)["assignments"] = stored_assignments(wanted, text_of(*policy, "id"));
    touch_policy(*policy, services.service);
    if (auto done = replace(request, transaction, *policy); !done) return store_failed(Area::Intune, done.error());
  }
  auto dice = services.variation.next(text_of(*policy, "id"));
  return assignments_reply(request, services, *policy, dice);
}

auto list_policy_assignments(const Request& request, Services& services) -> Reply {
  std::optional<json> policy;
  {
    Store::Transaction transaction(services.store);
    policy = stored_policy(request, services, transaction);
  }
  if (!policy) return not_found(Area::Intune, request.keys.front());
  auto dice = services.variation.next(text_of(*policy, "id"));
  return assignments_reply(request, services, *policy, dice);
}

auto reveal_policy_setting(const Request& request, Services& services) -> Reply {
  std::optional<json> policy;
  {
    Store::Transaction transaction(services.store);
    policy = stored_policy(request, services, transaction);
  }
  if (!policy) return not_found(Area::Intune, request.keys.front());
  const auto& reference = request.keys.at(1);
  for (const auto& setting : policy->value("omaSettings", json::array())) {
    if (reference.empty() || text_of(setting, "secretReferenceValueId") != reference) continue;
    auto plain = text_of(setting, "value");
    // An XML setting comes back as text although it is written as base64.
    if (text_of(setting, "@odata.type").ends_with("omaSettingStringXml")) {
      plain = base::base64_decode(plain).value_or("");
    }
    return value_reply(request, services, "Edm.String", std::move(plain));
  }
  return not_found(Area::Intune, reference);
}

}  // namespace pinwright::sandbox
