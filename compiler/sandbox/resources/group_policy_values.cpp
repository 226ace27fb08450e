#include "sandbox/resources/group_policy_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/group_policy.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

using Found = std::optional<Flaw>;

constexpr std::string_view kValue = "groupPolicyDefinitionValue";
constexpr std::string_view kPresentationValue = "groupPolicyPresentationValue";
constexpr auto kWithPresentation = "presentationValues($expand=presentation)";
constexpr std::string_view kValueExpands[] = {"definition", "presentationValues", kWithPresentation};
constexpr std::string_view kPresentationExpands[] = {"presentation"};

auto flaw(std::string message) -> Found { return Flaw{"BadRequest", std::move(message)}; }

/// `…/groupPolicyDefinitions('ID')` -> ID; empty: it is no such reference.
auto bound_id(const json& body, std::string_view key, std::string_view set) -> std::string {
  const auto reference = text_of(body, key);
  const auto opening = std::string(set) + "('";
  const auto at = reference.rfind(opening);
  if (at == std::string::npos || !reference.ends_with("')")) return {};
  return reference.substr(at + opening.size(), reference.size() - at - opening.size() - 2);
}

struct Pair {
  std::string_view presentation, value;
};
constexpr std::array<Pair, 8> kPairs = {{{"CheckBox", "Boolean"},
                                         {"DecimalTextBox", "Decimal"},
                                         {"LongDecimalTextBox", "LongDecimal"},
                                         {"ListBox", "List"},
                                         {"MultiTextBox", "MultiText"},
                                         {"TextBox", "Text"},
                                         {"ComboBox", "Text"},
                                         {"DropdownList", "Text"}}};

auto fits(const json& presentation, const json& value) -> bool {
  const auto form = text_of(presentation, "@odata.type");
  const auto type = text_of(value, "@odata.type");
  return std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) {
    return form == "#microsoft.graph.groupPolicyPresentation" + std::string(pair.presentation) &&
           type == "#microsoft.graph.groupPolicyPresentationValue" + std::string(pair.value);
  });
}

auto is_item(const json& presentation, const std::string& text) -> bool {
  const auto items = presentation.value("items", json::array());
  return std::any_of(items.begin(), items.end(), [&](const json& item) { return text_of(item, "value") == text; });
}

auto is_in_bounds(const json& presentation, const json& value) -> bool {
  const auto found = value.find("value");
  if (found == value.end() || found->is_null()) return true;
  if (found->is_number_integer()) {
    const auto number = found->get<std::int64_t>();
    return number >= presentation.value("minValue", std::int64_t{0}) &&
           number <= presentation.value("maxValue", std::int64_t{UINT32_MAX});
  }
  if (!text_of(presentation, "@odata.type").ends_with("DropdownList")) return true;
  return is_item(presentation, text_of(value, "value"));
}

auto find_presentation(const json& definition, const std::string& id) -> const json* {
  const auto all = definition.find("presentations");
  if (all == definition.end()) return nullptr;
  for (const auto& one : *all) {
    if (text_of(one, "id") == id) return &one;
  }
  return nullptr;
}

auto store_presentation_value(const json& body, const json& definition, json& stored) -> Found {
  const auto id = bound_id(body, "presentation@odata.bind", "presentations");
  const auto* presentation = find_presentation(definition, id);
  if (presentation == nullptr) return flaw(fmt::format("The presentation '{}' does not exist in the definition.", id));
  if (!fits(*presentation, body)) {
    return flaw(fmt::format("The value of the presentation '{}' is of the type '{}', which does not fit '{}'.", id,
                            text_of(body, "@odata.type"), text_of(*presentation, "@odata.type")));
  }
  if (!is_in_bounds(*presentation, body)) {
    return flaw(fmt::format("The value of the presentation '{}' is not one that it allows.", id));
  }
  stored = stored_form(body, *find_type(kPresentationValue));
  stored["id"] = new_guid();
  stored["createdDateTime"] = stored["lastModifiedDateTime"] = to_text(now());
  stored["presentationId"] = id;
  return std::nullopt;
}

auto has_value_of(const json& values, const std::string& presentation) -> bool {
  return std::any_of(values.begin(), values.end(),
                     [&](const json& value) { return text_of(value, "presentationId") == presentation; });
}

/// An enabled policy says something in each presentation that asks for it.
auto missing_value(const json& definition, const json& values) -> Found {
  for (const auto& presentation : definition.value("presentations", json::array())) {
    const auto id = text_of(presentation, "id");
    if (presentation.value("required", json(false)) == true && !has_value_of(values, id)) {
      return flaw(fmt::format("The presentation '{}' needs a value.", id));
    }
  }
  return std::nullopt;
}

auto store_presentation_values(const json& body, const json& definition, json& stored) -> Found {
  stored = json::array();
  const auto given = body.find("presentationValues");
  if (given == body.end() || !given->is_array()) return std::nullopt;
  for (const auto& one : *given) {
    json value;
    if (auto found = store_presentation_value(one, definition, value)) return found;
    if (has_value_of(stored, text_of(value, "presentationId"))) {
      return flaw(fmt::format("The presentation '{}' has two values.", text_of(value, "presentationId")));
    }
    stored.push_back(std::move(value));
  }
  return std::nullopt;
}

auto definition_of(const std::string& id, std::string_view tenant, Store::Transaction& transaction)
    -> std::optional<json> {
  const auto row = transaction.find(tenant, Kind::GroupPolicyDefinition, id);
  if (!row) return std::nullopt;
  return parse_stored(row->body);
}

auto definition_of(const Request& request, Services& services, const json& value) -> json {
  Store::Transaction transaction(services.store);
  return definition_of(text_of(value, "definitionId"), request.who.tenant, transaction).value_or(json::object());
}

auto show_definition(const json& stored, Api api) -> json {
  return shown_form(stored, *find_type("groupPolicyDefinition"), api);
}

auto show_presentation_value(const json& stored, const json& definition, Api api, bool with_presentation) -> json {
  auto shown = shown_form(stored, *find_type(kPresentationValue), api);
  const auto* presentation = find_presentation(definition, text_of(stored, "presentationId"));
  if (with_presentation && presentation != nullptr) {
    shown["presentation"] = shown_form(*presentation, *find_type("groupPolicyPresentation"), api);
  }
  return shown;
}

auto show_value(const json& stored, const Request& request, Services& services, const Expanded& expanded) -> json {
  auto shown = shown_form(stored, *find_type(kValue), request.api);
  if (expanded.empty()) return shown;
  const auto definition = definition_of(request, services, stored);
  if (asks_for(expanded, "definition")) shown["definition"] = show_definition(definition, request.api);
  const bool with_presentation = asks_for(expanded, kWithPresentation);
  if (!with_presentation && !asks_for(expanded, "presentationValues")) return shown;
  shown["presentationValues"] = json::array();
  for (const auto& value : stored.value("presentationValues", json::array())) {
    shown["presentationValues"].push_back(show_presentation_value(value, definition, request.api, with_presentation));
  }
  return shown;
}

/// The configuration of the first key, with its values.
auto policy_of(const Request& request, Services& services) -> std::optional<json> {
  const auto row = find_as_of(request, services, Kind::GroupPolicy);
  if (!row) return std::nullopt;
  return parse_stored(row->body);
}

/// The definition value of the second key.
auto value_of(const Request& request, Services& services) -> std::optional<json> {
  const auto policy = policy_of(request, services);
  if (!policy) return std::nullopt;
  for (const auto& value : policy->value("definitionValues", json::array())) {
    if (text_of(value, "id") == request.keys.at(1)) return value;
  }
  return std::nullopt;
}

auto store_definition_value(const json& body, std::string_view tenant, Store::Transaction& transaction, json& stored)
    -> Found {
  const auto id = bound_id(body, "definition@odata.bind", "groupPolicyDefinitions");
  const auto definition = definition_of(id, tenant, transaction);
  if (!definition) return unknown("group policy definition", id);
  json values;
  if (auto found = store_presentation_values(body, *definition, values)) return found;
  if (body.value("enabled", json(false)) == true) {
    if (auto found = missing_value(*definition, values)) return found;
  }
  stored = {{"id", new_guid()},
            {"enabled", body.at("enabled")},
            {"configurationType", body.value("configurationType", json("policy"))},
            {"definitionId", id},
            {"presentationValues", std::move(values)}};
  stored["createdDateTime"] = stored["lastModifiedDateTime"] = to_text(now());
  return std::nullopt;
}

}  // namespace

auto add_definition_value(const json& body, std::string_view tenant, Store::Transaction& transaction, json& policy)
    -> Found {
  json value;
  if (auto found = store_definition_value(body, tenant, transaction, value)) return found;
  auto& values = policy["definitionValues"];
  if (!values.is_array()) values = json::array();
  for (const auto& one : values) {
    if (text_of(one, "definitionId") != text_of(value, "definitionId")) continue;
    return flaw(fmt::format("The definition '{}' has a value already.", text_of(value, "definitionId")));
  }
  values.push_back(std::move(value));
  return std::nullopt;
}

auto list_definition_values(const Request& request, Services& services) -> Reply {
  const auto policy = policy_of(request, services);
  if (!policy) return not_found(Area::Intune, request.keys.front());
  const auto path = fmt::format("{}('{}')/definitionValues", kGroupPolicies.path, text_of(*policy, "id"));
  const Collection collection = {Kind::GroupPolicy, Area::Intune, kValue, path, kValueExpands, show_value};
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  const auto values = policy->value("definitionValues", json::array());
  return list(request, services, collection, options, listed(values));
}

auto get_value_definition(const Request& request, Services& services) -> Reply {
  const auto value = value_of(request, services);
  if (!value) return not_found(Area::Intune, request.keys.at(1));
  return object_reply(request, services, "deviceManagement/groupPolicyDefinitions/$entity",
                      show_definition(definition_of(request, services, *value), request.api));
}

auto list_presentation_values(const Request& request, Services& services) -> Reply {
  const auto value = value_of(request, services);
  if (!value) return not_found(Area::Intune, request.keys.at(1));
  const auto path = fmt::format("{}('{}')/definitionValues('{}')/presentationValues", kGroupPolicies.path,
                                request.keys.front(), text_of(*value, "id"));
  const Collection collection = {Kind::GroupPolicy,
                                 Area::Intune,
                                 kPresentationValue,
                                 path,
                                 kPresentationExpands,
                                 [](const json& stored, const Request& one, Services& all, const Expanded& expanded) {
                                   const auto owner = value_of(one, all).value_or(json::object());
                                   return show_presentation_value(stored, definition_of(one, all, owner), one.api,
                                                                  asks_for(expanded, "presentation"));
                                 }};
  ReadOptions options;
  if (auto refused = read_options(request, collection, options)) return *std::move(refused);
  const auto values = value->value("presentationValues", json::array());
  return list(request, services, collection, options, listed(values));
}

}  // namespace pinwright::sandbox
