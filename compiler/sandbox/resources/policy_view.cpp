#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/assignments.hpp"
#include "sandbox/resources/policy.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto shown_date(const std::string& stored, Dice& dice) -> std::string {
  const auto ticks = parse_instant(stored);
  if (!ticks) return stored;
  const bool seven = dice.flip();
  return to_text(*ticks, seven ? Fraction::Seven : Fraction::Shortest, dice.flip() ? Zone::Z : Zone::Offset);
}

auto shown_setting(const json& stored, Api api, Dice& dice) -> json {
  const auto type_name = text_of(stored, "@odata.type");
  const auto* type = find_type(type_name);
  json shown = {{"@odata.type", type_name}};
  if (type == nullptr) return stored;
  const auto* value = find_property(*type, "value", api);
  for_each_property(*type, api, [&](const Property& property) {
    const auto found = stored.find(property.name);
    shown[std::string(property.name)] = found == stored.end() ? json(nullptr) : *found;
  });
  shown["description"] = shown_description(stored, dice);
  const bool is_encrypted = !text_of(stored, "secretReferenceValueId").empty();
  if (is_encrypted) shown["value"] = value->type == Edm::Binary ? "PGEvPg==" : "****";
  if (value->type == Edm::DateTimeOffset) shown["value"] = shown_date(text_of(stored, "value"), dice);
  if (api == Api::Beta) {
    shown["isEncrypted"] = is_encrypted;
    if (shown.contains("isReadOnly") && shown["isReadOnly"].is_null()) shown["isReadOnly"] = false;
  }
  return shown;
}

/// Of a type that only a seed can hold: as it is, without what this version of the API does not have.
auto foreign_policy(const json& stored, Api api) -> json {
  json shown = stored;
  shown.erase("assignments");
  const auto* base = find_type("deviceConfiguration");
  for_each_property(*base, Api::Beta, [&](const Property& property) {
    if (find_property(*base, property.name, api) == nullptr) shown.erase(std::string(property.name));
  });
  return shown;
}

/// What a seed gave as `rawDeviceConfigurations`, unchanged.
auto raw_policy(json stored, bool expand_assignments) -> json {
  stored.erase(kRaw);
  if (!expand_assignments) stored.erase("assignments");
  return stored;
}

/// Settings are stored in clear, and never shown so.
auto shown_settings(const json& stored, Api api, Dice& dice) -> json {
  json settings = json::array();
  for (const auto& setting : stored.value("omaSettings", json::array())) {
    settings.push_back(shown_setting(setting, api, dice));
  }
  dice.shuffle(settings);
  return settings;
}

auto known_policy(const json& stored, Api api, Dice& dice) -> json {
  auto shown = shown_form(stored, *find_type(kPolicies.type), api);
  if (shown.contains("omaSettings")) shown["omaSettings"] = shown_settings(stored, api, dice);
  return shown;
}

}  // namespace

auto show_policy(const json& stored, const Request& request, Services& services, const Expanded& expanded) -> json {
  auto dice = services.variation.next(text_of(stored, "id"));
  const bool with_assignments = asks_for(expanded, "assignments");
  if (stored.contains(kRaw)) return raw_policy(stored, with_assignments);
  const bool is_known = find_type(text_of(stored, "@odata.type")) != nullptr;
  auto shown = is_known ? known_policy(stored, request.api, dice) : foreign_policy(stored, request.api);
  shown["description"] = with_line_ends(shown_description(stored, dice), services.service);
  if (request.api == Api::Beta) shown["supportsScopeTags"] = true;
  if (with_assignments) {
    shown["assignments"] = show_assignments(stored, *find_type("deviceConfigurationAssignment"), request.api, dice);
  }
  return shown;
}

}  // namespace pinwright::sandbox
