#include "object/codec/settings_catalog_to_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_opaque.hpp"
#include "object/codec/catalog_options.hpp"
#include "object/codec/catalog_settings.hpp"
#include "object/codec/catalog_value.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// No name of the environment stands in the value any more, or none ever did.
auto is_filled_in(const Setting& setting) -> bool {
  const auto text = text_of(setting.value);
  return !text || std::none_of(setting.secrets.begin(), setting.secrets.end(), [&](const std::string& name) {
    return text->find(symbol("env", name)) != std::string::npos;
  });
}

auto has_unknown_options(const CatalogPlace& place, const Setting& setting) -> bool {
  const bool is_choice =
      place.definition.control == csp::Control::Choice || place.definition.control == csp::Control::Choices;
  // Where the DDF says more than that any value is taken, the value was compared with that.
  const bool is_any = place.node.allowed() == csp::Allowed::Any || place.node.allowed() == csp::Allowed::Absent;
  return is_choice && is_any && !place.node.is_admx_backed() && setting.secrets.empty() && !knows_options(place);
}

/// An element of an enabled policy that is not in its payload, and has to be; nullopt: there is none.
auto lacking_element(const CatalogPlace& place, const Setting& setting) -> std::optional<std::string> {
  const auto text = text_of(setting.value);
  const auto policy = place.node.admx();
  const auto reading = text && policy ? read_admx_payload(*text) : std::nullopt;
  if (!reading || !reading->payload.enabled) return std::nullopt;
  const auto& data = reading->payload.data;
  for (const auto& element : policy->elements) {
    const bool is_there = std::any_of(data.begin(), data.end(),
                                      [&](const AdmxDatum& one) { return base::equal_folded(one.id, element.id); });
    if (!is_there && csp::is_required(place.definition, element)) return std::string(element.id);
  }
  return std::nullopt;
}

auto settle(Setting& setting) -> void {
  setting.display_name.clear();
  setting.description.reset();
  setting.file_name.clear();
  const auto place = catalog_place(setting.key);
  const auto* found = std::get_if<CatalogPlace>(&place);
  if (found == nullptr) return;
  auto uri = catalog_uri(found->node, found->group, found->name);
  if (uri != setting.key.text()) setting.key = SettingKey::of_oma_uri(std::move(uri)).in(setting.key.catalog());
  if (!is_filled_in(setting)) return;
  const auto instance = to_instance(*found, setting);
  const auto* json = std::get_if<Json>(&instance);
  if (json == nullptr) return;
  auto read = from_instance(found->node, found->definition, found->id, *json);
  if (!read) return;
  setting.type = read->type;
  setting.value = std::move(read->value);
}

}  // namespace

auto settings_catalog_has_own_values(const SettingKey& key) -> bool {
  const auto place = catalog_place(key);
  const auto* found = std::get_if<CatalogPlace>(&place);
  return found != nullptr && !found->definition.own_options.empty();
}

auto settings_catalog_unlisted_definition(const SettingKey& key) -> std::optional<std::string> {
  const auto place = catalog_place(key);
  const auto* found = std::get_if<CatalogPlace>(&place);
  const bool is_unlisted = found != nullptr && (found->is_doubt || found->definition.is_declared);
  return is_unlisted ? std::optional(found->id) : std::nullopt;
}

auto settings_catalog_lowest_api(const Policy& /*policy*/) -> GraphApi { return GraphApi::Beta; }

auto settings_catalog_misfit(const Setting& setting) -> std::optional<Misfit> {
  if (opaque_instance(setting)) return std::nullopt;
  auto place = catalog_place(setting.key);
  if (auto* why = std::get_if<Misfit>(&place)) return std::move(*why);
  const auto& found = std::get<CatalogPlace>(place);
  const auto& catalog = catalog_or_built_in(setting.key.catalog());
  auto instance = to_instance(found, setting);
  if (auto* why = std::get_if<Misfit>(&instance)) return std::move(*why);
  // The check of elements that are missing says it for what the files declare.
  if (auto element = lacking_element(found, setting))
    return Misfit{Misfit::What::Broken,
                  fmt::format("its payload lacks the element {}, without which Intune refuses the policy",
                              base::quoted(*element)),
                  false};
  if (has_unknown_options(found, setting))
    return Misfit{Misfit::What::Value,
                  fmt::format("the list of {} does not say which options it has", catalog.definitions_edition()), true};
  if (!found.is_doubt) return std::nullopt;
  const auto edition = catalog.definitions_edition();
  return Misfit{Misfit::What::Node,
                catalog.has_later_list()
                    ? fmt::format("the list of {} has no definition of it", edition)
                    : fmt::format("it is newer than the list of definitions, which is of {}", edition),
                true};
}

auto settings_catalog_settle(Policy& policy) -> void {
  for (auto& setting : policy.settings) settle(setting);
}

auto settings_catalog_to_graph(const Policy& policy) -> Json {
  Json json{{"name", policy.display_name}};
  if (policy.description) json["description"] = *policy.description;
  json["platforms"] = kCatalogPlatforms;
  json["technologies"] = kCatalogTechnologies;
  if (policy.scope_tags) json["roleScopeTagIds"] = scope_tag_ids(*policy.scope_tags);
  json["settings"] = catalog_settings(policy.settings);
  return json;
}

}  // namespace pinwright::object
