#include "object/codec/settings_catalog_to_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "csp/definition_children.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_opaque.hpp"
#include "object/codec/catalog_options.hpp"
#include "object/codec/catalog_value.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// Which options the choices of a policy have, as far as others stand in them.
class ChosenOptions {
 public:
  explicit ChosenOptions(const std::vector<Setting>& settings) {
    for (const auto& setting : settings) {
      const auto place = catalog_place(setting.key);
      const auto* found = std::get_if<CatalogPlace>(&place);
      if (found == nullptr || !children_.is_parent(found->id)) continue;
      const auto instance = to_instance(*found, setting);
      const auto* json = std::get_if<Json>(&instance);
      if (json == nullptr || !json->contains(row_of(Instance::Choice).value_key)) continue;
      options_.emplace(found->id, json->at(row_of(Instance::Choice).value_key).at("value").get<std::string>());
    }
  }

  /// What the definition stands in; nullptr: nothing that this policy sets.
  [[nodiscard]] auto parent_of(const std::string& id) const -> const csp::DefinitionParent* {
    for (const auto& parent : children_.parents_of(id)) {
      const auto chosen = options_.find(parent.id);
      const auto& options = parent.options;
      if (chosen != options_.end() && std::find(options.begin(), options.end(), chosen->second) != options.end())
        return &parent;
    }
    return nullptr;
  }

 private:
  const csp::DefinitionChildren& children_ = csp::DefinitionChildren::built_in();
  std::unordered_map<std::string, std::string> options_;  // of the definition with this id
};

/// The settings of a policy, those of one group in one collection, and those of one option in it.
class SettingsWriter {
 public:
  explicit SettingsWriter(const std::vector<Setting>& settings) : chosen_(settings) {
    for (const auto& setting : settings) add(setting);
  }

  auto take() -> Json {
    for (auto& setting : settings_) add_children(setting["settingInstance"]);
    for (auto& one : inner_) add_inner(std::move(one));
    return std::move(settings_);
  }

 private:
  auto add(const Setting& setting) -> void {
    if (auto opaque = opaque_instance(setting)) return add_opaque(*std::move(opaque), opaque_place(setting));
    const auto place = catalog_place(setting.key);
    const auto* found = std::get_if<CatalogPlace>(&place);
    if (found == nullptr) return;
    auto instance = to_instance(*found, setting);
    if (auto* json = std::get_if<Json>(&instance)) add(*found, std::move(*json));
  }
  struct Inner {
    Json json;
    OpaquePlace place;
  };

  auto add(const CatalogPlace& place, Json instance) -> void {
    if (place.group.valid()) {
      item_of(place)["children"].push_back(std::move(instance));
    } else if (const auto* parent = chosen_.parent_of(place.id)) {
      instance["settingDefinitionId"] = parent->child;
      children_[parent->id].push_back(std::move(instance));
    } else {
      add_top(std::move(instance));
    }
  }
  /// Of one that is a child itself too.
  auto add_children(Json& instance) -> void {
    const auto found = children_.find(text_at(instance, "settingDefinitionId"));
    if (found == children_.end()) return;
    auto& children = instance[std::string(row_of(Instance::Choice).value_key)]["children"];
    for (auto& child : found->second) {
      add_children(child);
      children.push_back(std::move(child));
    }
  }
  /// Of one definition there is one setting in a policy: instances of a group that are read and those that are kept
  /// belong together.
  auto add_opaque(Json instance, OpaquePlace place) -> void {
    if (!place.is_top()) return inner_.push_back({std::move(instance), std::move(place)});
    const auto items = instance.find(row_of(Instance::Groups).value_key);
    if (items == instance.end() || !items->is_array()) return add_top(std::move(instance));
    const auto [group, is_new] = groups_.try_emplace(text_at(instance, "settingDefinitionId"), settings_.size());
    if (is_new) return add_top(std::move(instance));
    auto& all = items_at(group->second);
    all.insert(all.end(), items->begin(), items->end());
  }
  /// Once all that it may stand in is there. Where that is gone, it stands by itself.
  auto add_inner(Inner opaque) -> void {
    auto* around = &settings_;
    if (!opaque.place.group.empty()) around = item_named(opaque.place);
    if (around != nullptr && !opaque.place.option.empty()) around = value_with_option(*around, opaque.place.option);
    if (around == nullptr) return add_top(std::move(opaque.json));
    (*around)["children"].push_back(std::move(opaque.json));
  }
  auto item_named(const OpaquePlace& place) -> Json* {
    const auto group = groups_.find(place.group);
    const auto item = items_.find(item_key(place.group, place.name));
    return group == groups_.end() || item == items_.end() ? nullptr : &items_at(group->second)[item->second];
  }
  /// Settings nest no deeper than this writer made them.
  static auto value_with_option(Json& json, const std::string& option) -> Json* {
    if (!json.is_structured()) return nullptr;
    if (json.is_object() && json.contains("children") && text_at(json, "value") == option) return &json;
    for (auto& one : json) {
      if (auto* found = value_with_option(one, option)) return found;
    }
    return nullptr;
  }
  static auto item_key(const std::string& group, std::string_view name) -> std::string {
    return group + '\n' + base::folded(name);
  }
  auto items_at(std::size_t index) -> Json& {
    return settings_[index]["settingInstance"][std::string(row_of(Instance::Groups).value_key)];
  }
  static auto text_at(const Json& object, const char* key) -> std::string {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
  }
  auto add_top(Json instance) -> void {
    settings_.push_back({{"@odata.type", "#microsoft.graph.deviceManagementConfigurationSetting"}});
    settings_.back()["settingInstance"] = std::move(instance);
  }

  /// The item of the group's collection that belongs to the place's name; of the tenant ID there is one.
  auto item_of(const CatalogPlace& place) -> Json& {
    const auto& group_id = place.group_id;
    const auto [group, is_new_group] = groups_.try_emplace(group_id, settings_.size());
    if (is_new_group) add_top(instance_json(Instance::Groups, group_id, Json::array()));
    auto& items = items_at(group->second);
    const auto [item, is_new_item] = items_.try_emplace(item_key(group_id, place.name), items.size());
    if (is_new_item) {
      items.push_back({{"children", Json::array()}});
      if (!place.group.is_tenant_id())
        items.back()["children"].push_back(
            instance_json(Instance::Simple, name_definition(group_id, place.group), text_json(place.name)));
    }
    return items[item->second];
  }

  ChosenOptions chosen_;
  Json settings_ = Json::array();
  std::unordered_map<std::string, std::vector<Json>> children_;  // by the id of the definition that they stand in
  std::vector<Inner> inner_;                                     // that stand in another setting
  std::unordered_map<std::string, std::size_t> groups_;          // by id: place in settings_
  std::unordered_map<std::string, std::size_t> items_;           // by id and folded name: place in the group's value
};

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
  json["platforms"] = "windows10";
  json["technologies"] = "mdm";
  if (policy.scope_tags) json["roleScopeTagIds"] = scope_tag_ids(*policy.scope_tags);
  json["settings"] = SettingsWriter(policy.settings).take();
  return json;
}

}  // namespace pinwright::object
