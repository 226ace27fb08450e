#include "sandbox/resources/group_policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/json_text.hpp"
#include "sandbox/resources/group_policy_values.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

const PolicyKind kKind = {kGroupPolicies, "groupPolicyConfigurationAssignment", "assignments", true,
                          merge_group_policy};

auto updates_flaw(const json& body, Api api) -> std::optional<Flaw> {
  const auto wrong = [](std::string_view key) {
    return Flaw{"ModelValidationFailure",
                fmt::format("The parameter '{}' in the request payload is not a valid parameter for the operation "
                            "'updateDefinitionValues'.",
                            key)};
  };
  if (!body.is_object()) return wrong("");
  for (const auto& [key, value] : body.items()) {
    if ((key != "added" && key != "updated" && key != "deletedIds") || !value.is_array()) return wrong(key);
    for (auto one : value) {
      if (key == "deletedIds") {
        if (!one.is_string()) return wrong(key);
        continue;
      }
      if (!one.is_object()) return wrong(key);
      if (key == "updated" && text_of(one, "id").empty()) {
        return Flaw{"ModelValidationFailure", "The id field of a definition value is required."};
      }
      one.erase("id");
      const auto& type = *find_type("groupPolicyDefinitionValue");
      if (auto flaw = find_flaw(one, type, api, Purpose::Create)) return flaw;
    }
  }
  return std::nullopt;
}

/// Takes the value of this id out of the list; nullopt: it is not there.
auto take_value(json& values, const std::string& id) -> std::optional<json> {
  const auto found =
      std::find_if(values.begin(), values.end(), [&](const json& value) { return text_of(value, "id") == id; });
  if (found == values.end()) return std::nullopt;
  json value = *found;
  values.erase(found);
  return value;
}

auto update_value(const json& body, std::string_view tenant, Store::Transaction& transaction, json& policy)
    -> std::optional<Flaw> {
  const auto id = text_of(body, "id");
  const auto before = take_value(policy["definitionValues"], id);
  if (!before) return unknown("definition value", id);
  auto fresh = body;
  if (!fresh.contains("definition@odata.bind")) {
    fresh["definition@odata.bind"] = fmt::format("groupPolicyDefinitions('{}')", text_of(*before, "definitionId"));
  }
  if (auto flaw = add_definition_value(fresh, tenant, transaction, policy)) return flaw;
  policy["definitionValues"].back()["id"] = id;
  policy["definitionValues"].back()["createdDateTime"] = before->at("createdDateTime");
  return std::nullopt;
}

auto apply_updates(const json& body, std::string_view tenant, Store::Transaction& transaction, json& policy)
    -> std::optional<Flaw> {
  auto& values = policy["definitionValues"];
  if (!values.is_array()) values = json::array();
  for (const auto& id : body.value("deletedIds", json::array())) {
    if (!take_value(values, id.get_ref<const std::string&>()))
      return unknown("definition value", id.get<std::string>());
  }
  for (const auto& value : body.value("updated", json::array())) {
    if (auto flaw = update_value(value, tenant, transaction, policy)) return flaw;
  }
  for (const auto& value : body.value("added", json::array())) {
    if (auto flaw = add_definition_value(value, tenant, transaction, policy)) return flaw;
  }
  return std::nullopt;
}

}  // namespace

const Collection kGroupPolicies = {Kind::GroupPolicy,          Area::Intune,
                                   "groupPolicyConfiguration", "deviceManagement/groupPolicyConfigurations",
                                   kExpandsAssignments,        show_group_policy};

auto show_group_policy(const json& stored, const Request& request, Services& services, const Expanded& expanded)
    -> json {
  auto dice = services.variation.next(text_of(stored, "id"));
  return show_common(stored, kKind, request, services, expanded, dice);
}

auto merge_group_policy(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  if (!stored.contains("policyConfigurationIngestionType")) stored["policyConfigurationIngestionType"] = "builtIn";
  return merge_common(body, stored, kGroupPolicies.type, writing);
}

auto list_group_policies(const Request& request, Services& services) -> Reply {
  return list(request, services, kGroupPolicies);
}
auto count_group_policies(const Request& request, Services& services) -> Reply {
  return count(request, services, kGroupPolicies);
}
auto get_group_policy(const Request& request, Services& services) -> Reply {
  return get(request, services, kGroupPolicies);
}
auto create_group_policy(const Request& request, Services& services) -> Reply {
  return create(request, services, kKind);
}
auto update_group_policy(const Request& request, Services& services) -> Reply {
  return update(request, services, kKind);
}
auto delete_group_policy(const Request& request, Services& services) -> Reply {
  return erase(request, services, kKind);
}
auto assign_group_policy(const Request& request, Services& services) -> Reply {
  return assign(request, services, kKind);
}
auto list_group_policy_assignments(const Request& request, Services& services) -> Reply {
  return list_assignments(request, services, kKind);
}

auto update_definition_values(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = updates_flaw(*body, request.api)) return refuse(*flaw);
  json policy;
  auto refused = change_policy(request, services, kKind, policy, [&](const Writing& writing) {
    return apply_updates(*body, writing.tenant, writing.transaction, policy);
  });
  return refused ? *std::move(refused) : no_content();
}

}  // namespace pinwright::sandbox
