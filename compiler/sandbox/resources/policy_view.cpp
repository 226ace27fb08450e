#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/policy.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// A missing description comes back as null or as an empty text.
auto shown_description(const json& stored, Dice& dice) -> json {
  auto text = text_of(stored, "description");
  if (!text.empty()) return text;
  return dice.flip() ? json(nullptr) : json("");
}

auto with_windows_line_ends(const json& value) -> json {
  if (!value.is_string()) return value;
  std::string text;
  for (const char c : value.get_ref<const std::string&>()) {
    if (c == '\n' && !text.ends_with('\r')) text += '\r';
    text += c;
  }
  return text;
}

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

auto shown_target(const json& stored, Api api, Dice& dice) -> json {
  json shown = stored;
  shown.erase("deviceAndAppManagementAssignmentFilterId");
  shown.erase("deviceAndAppManagementAssignmentFilterType");
  if (api == Api::V1) return shown;
  const auto filter = text_of(stored, "deviceAndAppManagementAssignmentFilterId");
  if (filter.empty()) {
    shown["deviceAndAppManagementAssignmentFilterId"] = dice.flip() ? json(nullptr) : json(kZeroGuid);
    shown["deviceAndAppManagementAssignmentFilterType"] = "none";
  } else {
    shown["deviceAndAppManagementAssignmentFilterId"] = filter;
    shown["deviceAndAppManagementAssignmentFilterType"] = text_of(stored, "deviceAndAppManagementAssignmentFilterType");
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

auto known_policy(const json& stored, const Type& type, Api api, Dice& dice) -> json {
  json shown = {{"@odata.type", text_of(stored, "@odata.type")}};
  for_each_property(type, api, [&](const Property& property) {
    const auto found = stored.find(property.name);
    shown[std::string(property.name)] = found == stored.end() ? json(nullptr) : *found;
  });
  json settings = json::array();
  for (const auto& setting : stored.value("omaSettings", json::array())) {
    settings.push_back(shown_setting(setting, api, dice));
  }
  dice.shuffle(settings);
  shown["omaSettings"] = std::move(settings);
  return shown;
}

}  // namespace

auto show_assignments(const json& stored, const Request& request, Dice& dice) -> json {
  json assignments = json::array();
  for (const auto& assignment : stored.value("assignments", json::array())) {
    json shown = {{"id", assignment.at("id")}, {"target", shown_target(assignment.at("target"), request.api, dice)}};
    if (request.api == Api::Beta) {
      shown["source"] = "direct";
      shown["sourceId"] = stored.at("id");
      shown["intent"] = assignment.value("intent", json("apply"));
    }
    assignments.push_back(std::move(shown));
  }
  dice.shuffle(assignments);
  return assignments;
}

auto show_policy(const json& stored, const Request& request, Services& services, bool expand_assignments) -> json {
  auto dice = services.variation.next(text_of(stored, "id"));
  if (stored.contains(kRaw)) return raw_policy(stored, expand_assignments);
  const auto* type = find_type(text_of(stored, "@odata.type"));
  json shown = type == nullptr ? foreign_policy(stored, request.api) : known_policy(stored, *type, request.api, dice);
  shown["description"] = shown_description(stored, dice);
  if (services.service.windows_line_ends) shown["description"] = with_windows_line_ends(shown["description"]);
  if (request.api == Api::Beta) shown["supportsScopeTags"] = true;
  if (expand_assignments) shown["assignments"] = show_assignments(stored, request, dice);
  return shown;
}

}  // namespace pinwright::sandbox
