#include "sandbox/resources/intents.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kSetting = "deviceManagementSettingInstance";

const PolicyKind kKind = {kIntents, "deviceManagementIntentAssignment", "assignments", false, merge_intent};

auto show_setting(const json& stored, const Request& request, Services&, const Expanded&) -> json {
  return shown_form(stored, *find_type(kSetting), request.api);
}

auto is_scalar(const json& value) -> bool { return value.is_boolean() || value.is_number() || value.is_string(); }

/// The judge of bodies takes no id, and this operation is nothing without.
auto setting_flaw(const json& body, Api api) -> std::optional<Flaw> {
  if (!body.is_object() || text_of(body, "id").empty()) {
    return Flaw{"ModelValidationFailure", "The id field of a setting is required."};
  }
  auto rest = body;
  rest.erase("id");
  return find_flaw(rest, *find_type(kSetting), api, Purpose::Create);
}

auto settings_flaw(const json& body, Api api) -> std::optional<Flaw> {
  const auto settings = body.is_object() ? body.find("settings") : body.end();
  if (!body.is_object() || body.size() != 1 || settings == body.end() || !settings->is_array()) {
    return Flaw{"ModelValidationFailure", "The body of 'updateSettings' holds a list of settings."};
  }
  for (const auto& setting : *settings) {
    if (auto flaw = setting_flaw(setting, api)) return flaw;
  }
  return std::nullopt;
}

auto replace_setting(const json& body, json& settings) -> std::optional<Flaw> {
  const auto id = text_of(body, "id");
  for (auto& setting : settings) {
    if (text_of(setting, "id") != id) continue;
    if (text_of(setting, "definitionId") != text_of(body, "definitionId")) {
      return Flaw{"BadRequest", fmt::format("The setting '{}' has another definition.", id)};
    }
    return store_intent_setting(body, setting);
  }
  return unknown("setting", id);
}

}  // namespace

const Collection kIntents = {Kind::Intent,        Area::Intune, "deviceManagementIntent", "deviceManagement/intents",
                             kExpandsAssignments, show_intent};

auto show_intent(const json& stored, const Request& request, Services& services, const Expanded& expanded) -> json {
  auto dice = services.variation.next(text_of(stored, "id"));
  return show_common(stored, kKind, request, services, expanded, dice);
}

auto merge_intent(const json& body, json& stored, const Writing& writing) -> std::optional<Flaw> {
  return merge_common(body, stored, kIntents.type, writing);
}

auto store_intent_setting(const json& body, json& stored) -> std::optional<Flaw> {
  auto setting = stored_form(body, *find_type(kSetting));
  const auto id = text_of(body, "id");
  setting["id"] = id.empty() ? new_guid() : id;
  const auto written = text_of(setting, "valueJson");
  if (written.empty()) {
    setting["valueJson"] = to_text(setting.value("value", json()));
  } else if (const auto value = parse_json(written); value && is_scalar(*value)) {
    const auto before = setting.find("value");
    if (before != setting.end() && !before->is_null() && *before != *value) {
      return Flaw{"BadRequest", "The value and the valueJson of a setting differ."};
    }
    setting["value"] = *value;
  } else if (!value) {
    return Flaw{"BadRequest", "The valueJson of a setting is no JSON."};
  }
  stored = std::move(setting);
  return std::nullopt;
}

auto list_intents(const Request& request, Services& services) -> Reply { return list(request, services, kIntents); }
auto count_intents(const Request& request, Services& services) -> Reply { return count(request, services, kIntents); }
auto get_intent(const Request& request, Services& services) -> Reply { return get(request, services, kIntents); }
auto create_intent(const Request& request, Services& services) -> Reply { return create(request, services, kKind); }
auto update_intent(const Request& request, Services& services) -> Reply { return update(request, services, kKind); }
auto delete_intent(const Request& request, Services& services) -> Reply { return erase(request, services, kKind); }
auto assign_intent(const Request& request, Services& services) -> Reply { return assign(request, services, kKind); }
auto list_intent_assignments(const Request& request, Services& services) -> Reply {
  return list_assignments(request, services, kKind);
}

auto list_intent_settings(const Request& request, Services& services) -> Reply {
  const auto row = find_as_of(request, services, Kind::Intent);
  if (!row) return not_found(Area::Intune, request.keys.front());
  const auto intent = parse_stored(row->body);
  const auto path = fmt::format("{}('{}')/settings", kIntents.path, text_of(intent, "id"));
  const Collection collection = {Kind::Intent, Area::Intune, kSetting, path, {}, show_setting};
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  const auto settings = intent.value("settings", json::array());
  return list(request, services, collection, options, listed(settings));
}

auto update_intent_settings(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = settings_flaw(*body, request.api)) return refuse(*flaw);
  json intent;
  auto refused = change_policy(request, services, kKind, intent, [&](const Writing&) -> std::optional<Flaw> {
    for (const auto& setting : body->at("settings")) {
      if (auto flaw = replace_setting(setting, intent["settings"])) return flaw;
    }
    return std::nullopt;
  });
  return refused ? *std::move(refused) : no_content();
}

}  // namespace pinwright::sandbox
