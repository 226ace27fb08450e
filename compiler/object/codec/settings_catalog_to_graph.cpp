#include "object/codec/settings_catalog_to_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_value.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// A setting that was kept by its definition id.
auto opaque_instance(const Setting& setting) -> std::optional<Json> {
  const auto* text = std::get_if<std::string>(&setting.value);
  if (setting.key.parsed() != nullptr || text == nullptr) return std::nullopt;
  auto json = Json::parse(*text, nullptr, false);
  return json.is_object() ? std::optional(std::move(json)) : std::nullopt;
}

/// The settings of a policy, those of one group in one collection.
class SettingsWriter {
 public:
  auto add(const Setting& setting) -> void {
    if (auto opaque = opaque_instance(setting)) return add_top(*std::move(opaque));
    const auto place = catalog_place(setting.key);
    const auto* found = std::get_if<CatalogPlace>(&place);
    if (found == nullptr) return;
    auto instance = to_instance(*found, setting);
    if (auto* json = std::get_if<Json>(&instance)) add(*found, std::move(*json));
  }
  auto take() -> Json { return std::move(settings_); }

 private:
  auto add(const CatalogPlace& place, Json instance) -> void {
    if (place.group.valid()) {
      item_of(place)["children"].push_back(std::move(instance));
    } else {
      add_top(std::move(instance));
    }
  }
  auto add_top(Json instance) -> void {
    settings_.push_back({{"@odata.type", "#microsoft.graph.deviceManagementConfigurationSetting"}});
    settings_.back()["settingInstance"] = std::move(instance);
  }

  /// The item of the group's collection that belongs to the place's name; of the tenant ID there is one.
  auto item_of(const CatalogPlace& place) -> Json& {
    const auto group_id = csp::settings_catalog_id(place.group);
    const auto [group, is_new_group] = groups_.try_emplace(group_id, settings_.size());
    if (is_new_group) add_top(instance_json(Instance::Groups, group_id, Json::array()));
    auto& items = settings_[group->second]["settingInstance"][std::string(row_of(Instance::Groups).value_key)];
    const auto [item, is_new_item] = items_.try_emplace(group_id + '\n' + base::folded(place.name), items.size());
    if (is_new_item) {
      items.push_back({{"children", Json::array()}});
      if (!place.group.is_tenant_id())
        items.back()["children"].push_back(
            instance_json(Instance::Simple, name_definition(place.group), text_json(place.name)));
    }
    return items[item->second];
  }

  Json settings_ = Json::array();
  std::unordered_map<std::string, std::size_t> groups_;  // by id: place in settings_
  std::unordered_map<std::string, std::size_t> items_;   // by id and folded name: place in the group's value
};

/// No name of the environment stands in the value any more, or none ever did.
auto is_filled_in(const Setting& setting) -> bool {
  const auto text = text_of(setting.value);
  return !text || std::none_of(setting.secrets.begin(), setting.secrets.end(), [&](const std::string& name) {
    return text->find(symbol("env", name)) != std::string::npos;
  });
}

auto settle(Setting& setting) -> void {
  setting.display_name.clear();
  setting.description.reset();
  setting.file_name.clear();
  const auto place = catalog_place(setting.key);
  const auto* found = std::get_if<CatalogPlace>(&place);
  if (found == nullptr) return;
  auto uri = catalog_uri(found->node, found->group, found->name);
  if (uri != setting.key.text()) setting.key = SettingKey::of_oma_uri(std::move(uri));
  if (!is_filled_in(setting)) return;
  const auto instance = to_instance(*found, setting);
  const auto* json = std::get_if<Json>(&instance);
  if (json == nullptr) return;
  auto read = from_instance(found->node, found->definition, *json);
  if (!read) return;
  setting.type = read->type;
  setting.value = std::move(read->value);
}

}  // namespace

auto settings_catalog_lowest_api(const Policy& /*policy*/) -> GraphApi { return GraphApi::Beta; }

auto settings_catalog_misfit(const Setting& setting) -> std::optional<Misfit> {
  if (opaque_instance(setting)) return std::nullopt;
  auto place = catalog_place(setting.key);
  if (auto* why = std::get_if<Misfit>(&place)) return std::move(*why);
  const auto& found = std::get<CatalogPlace>(place);
  auto instance = to_instance(found, setting);
  if (auto* why = std::get_if<Misfit>(&instance)) return std::move(*why);
  if (!found.is_doubt) return std::nullopt;
  return Misfit{
      Misfit::What::Node,
      fmt::format("it is newer than the list of definitions, which is of {}", built_in_catalog().definitions_edition()),
      true};
}

auto settings_catalog_settle(Policy& policy) -> void {
  for (auto& setting : policy.settings) settle(setting);
}

auto settings_catalog_to_graph(const Policy& policy) -> Json {
  Json json{{"name", policy.display_name}};
  if (policy.description) json["description"] = *policy.description;
  json["platforms"] = "windows10";
  json["technologies"] = "mdm";
  if (policy.scope_tags) json["roleScopeTagIds"] = scope_tag_ids(*policy.scope_tags);
  SettingsWriter settings;
  for (const auto& setting : policy.settings) settings.add(setting);
  json["settings"] = settings.take();
  return json;
}

}  // namespace pinwright::object
