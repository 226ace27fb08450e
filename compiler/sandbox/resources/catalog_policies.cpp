#include "sandbox/resources/catalog_policies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/catalog_instance.hpp"
#include "sandbox/resources/catalog_judge.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kExpands[] = {"assignments", "settings"};
constexpr std::size_t kPage = 25;
constexpr std::size_t kPageWithSettings = 2;

auto has_template(const json& policy) -> bool {
  const auto reference = policy.find("templateReference");
  return reference != policy.end() && reference->is_object() && !text_of(*reference, "templateId").empty();
}

/// `GUID_3` is the template's third version; its name is not known here.
auto shown_template(const json& stored) -> json {
  const auto reference = stored.value("templateReference", json::object());
  const auto id = reference.is_object() ? text_of(reference, "templateId") : std::string();
  const auto family = reference.is_object() ? text_of(reference, "templateFamily") : std::string();
  const auto bar = id.rfind('_');
  return {{"templateId", id},
          {"templateFamily", family.empty() ? "none" : family},
          {"templateDisplayName", nullptr},
          {"templateDisplayVersion", bar == std::string::npos ? json(nullptr) : json("Version " + id.substr(bar + 1))}};
}

auto template_change_flaw(const json& body, const json& stored) -> std::optional<Flaw> {
  const auto id_of = [](const json& policy) {
    return has_template(policy) ? text_of(policy.at("templateReference"), "templateId") : std::string();
  };
  if (!stored.contains("settings") || id_of(body) == id_of(stored)) return std::nullopt;
  return Flaw{"BadRequest", "The template of a policy cannot be changed."};
}

/// What the metadata allows to be null, and the service does not.
auto null_flaw(const json& body) -> std::optional<Flaw> {
  for (const auto* key : {"name", "roleScopeTagIds"}) {
    const auto found = body.find(key);
    if (found != body.end() && found->is_null()) {
      return Flaw{"ModelValidationFailure", fmt::format("The {} field is required.", key)};
    }
  }
  return std::nullopt;
}

auto names_flaw(const json& body) -> std::optional<Flaw> {
  for (const auto& [key, value] : body.items()) {
    const bool may = key == "name" || key == "description" || key == "roleScopeTagIds" || key.find('@') == 0;
    if (!may) {
      return Flaw{"BadRequest", fmt::format("The property '{}' of a configuration policy cannot be updated by PATCH; "
                                            "replace the policy with PUT.",
                                            key)};
    }
  }
  return std::nullopt;
}

auto merge_names(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  if (auto flaw = names_flaw(body)) return flaw;
  if (auto flaw = null_flaw(body)) return flaw;
  return merge_common(body, stored, kCatalogPolicies.type, writing);
}

constexpr std::string_view kAssignment = "deviceManagementConfigurationPolicyAssignment";
const PolicyKind kWhole = {kCatalogPolicies, kAssignment, "assignments", true, put_catalog_policy};
const PolicyKind kNames = {kCatalogPolicies, kAssignment, "assignments", true, merge_names};

auto asks_for_settings(const Request& request) -> bool {
  const auto items = base::split(value_of(request.url.query, "$expand"), ',');
  return std::any_of(items.begin(), items.end(), [](std::string_view one) { return base::trimmed(one) == "settings"; });
}

}  // namespace

const Collection kCatalogPolicies = {Kind::CatalogPolicy,
                                     Area::Intune,
                                     "deviceManagementConfigurationPolicy",
                                     "deviceManagement/configurationPolicies",
                                     kExpands,
                                     show_catalog_policy,
                                     kPage};

auto show_catalog_policy(const json& stored, const Request& request, Services& services, const Expanded& expanded)
    -> json {
  const auto id = text_of(stored, "id");
  auto dice = services.variation.next(id);
  auto shown = show_common(stored, kWhole, request, services, expanded, dice);
  const auto settings = stored.value("settings", json::array());
  shown["settingCount"] = settings.size();
  shown["templateReference"] = shown_template(stored);
  if (asks_for(expanded, "settings")) {
    const auto key = id + "/settings";
    shown["settings"] = show_settings(settings, dice_of(key, services.variation.begin(key)));
  }
  return shown;
}

auto put_catalog_policy(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  if (!body.contains("settings")) return Flaw{"ModelValidationFailure", "The settings field is required."};
  if (auto flaw = null_flaw(body)) return flaw;
  if (auto flaw = template_change_flaw(body, stored)) return flaw;
  const auto& settings = body.at("settings");
  if (auto flaw = settings_flaw(settings, writing.definitions)) return flaw;
  if (has_template(body)) {
    if (auto flaw = template_flaw(settings)) return flaw;
  }
  json instances;
  const auto before = stored.value("settings", json::array());
  if (auto flaw = store_settings(settings, before, writing.service.secret_tokens, instances)) return flaw;
  auto fresh = blank_policy(text_of(stored, "id"));
  for (const auto* kept : {"createdDateTime", "assignments", "version"}) {
    if (stored.contains(kept)) fresh[kept] = stored.at(kept);
  }
  if (auto flaw = merge_common(body, fresh, kCatalogPolicies.type, writing)) return flaw;
  fresh["settings"] = std::move(instances);
  stored = std::move(fresh);
  return std::nullopt;
}

auto list_catalog_policies(const Request& request, Services& services) -> Reply {
  auto collection = kCatalogPolicies;
  if (asks_for_settings(request)) collection.most = kPageWithSettings;
  return list(request, services, collection);
}

auto count_catalog_policies(const Request& request, Services& services) -> Reply {
  return count(request, services, kCatalogPolicies);
}

auto get_catalog_policy(const Request& request, Services& services) -> Reply {
  return get(request, services, kCatalogPolicies);
}

auto create_catalog_policy(const Request& request, Services& services) -> Reply {
  return create(request, services, kWhole);
}

auto replace_catalog_policy(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = find_flaw(*body, *find_type(kCatalogPolicies.type), request.api, Purpose::Create)) {
    return refuse(*flaw);
  }
  json policy;
  auto refused = change_policy(request, services, kWhole, policy,
                               [&](const Writing& writing) { return put_catalog_policy(*body, policy, writing); });
  return refused ? *std::move(refused) : no_content();
}

auto update_catalog_policy(const Request& request, Services& services) -> Reply {
  return update(request, services, kNames);
}

auto delete_catalog_policy(const Request& request, Services& services) -> Reply {
  return erase(request, services, kWhole);
}

auto assign_catalog_policy(const Request& request, Services& services) -> Reply {
  return assign(request, services, kWhole);
}

auto list_catalog_assignments(const Request& request, Services& services) -> Reply {
  return list_assignments(request, services, kWhole);
}

}  // namespace pinwright::sandbox
