#include "object/codec/catalog_settings.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "csp/definition_children.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_opaque.hpp"
#include "object/codec/catalog_value.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// Microsoft's own nest four deep, and what reads them goes no deeper than sixteen.
constexpr int kMostLevels = 12;

auto text_at(const Json& object, const char* key) -> std::string {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto definition_of(const Json& instance) -> std::string { return text_at(instance, "settingDefinitionId"); }

/// What an instance is within: of settings by themselves nothing, of those of one instance of a group that.
auto item_key(const std::string& group, std::string_view name) -> std::string {
  return group + '\n' + base::folded(name);
}

/// `take(value)` for each choiceSettingValue of an instance, not of its children.
template <class Take>
auto for_each_option(Json& instance, const Take& take) -> void {
  if (const auto one = instance.find(row_of(Instance::Choice).value_key); one != instance.end()) take(*one);
  const auto all = instance.find(row_of(Instance::Choices).value_key);
  if (all == instance.end()) return;
  for (auto& one : *all) take(one);
}

/// Which options the choices of a policy have, elements of ADMX policies among them.
class ChosenOptions {
 public:
  auto add(const std::string& within, Json& instance) -> void {
    for_each_option(instance, [&](Json& option) {
      options_[within + '\n' + definition_of(instance)].push_back(text_at(option, "value"));
      for (auto& child : option["children"]) add(within, child);
    });
  }

  struct Found {
    const csp::DefinitionParent* parent = nullptr;
    std::string option;
  };
  /// The first of `parents` that the policy has with one of these options; nullptr: none.
  [[nodiscard]] auto first_of(const std::string& within, std::span<const csp::DefinitionParent> parents) const
      -> Found {
    for (const auto& parent : parents) {
      const auto chosen = options_.find(within + '\n' + parent.id);
      if (chosen == options_.end()) continue;
      for (const auto& option : chosen->second) {
        if (std::find(parent.options.begin(), parent.options.end(), option) != parent.options.end())
          return {&parent, option};
      }
    }
    return {};
  }

 private:
  std::unordered_map<std::string, std::vector<std::string>> options_;  // by what it is within, and the definition
};

/// What the catalogue knows goes before what a tenant showed.
auto parents_of(const CatalogPlace& place, const Setting& setting) -> std::span<const csp::DefinitionParent> {
  const auto known = catalog_or_built_in(setting.key.catalog()).definition_children().parents_of(place.id);
  return known.empty() ? std::span<const csp::DefinitionParent>(setting.parents) : known;
}

class SettingsWriter {
 public:
  explicit SettingsWriter(const std::vector<Setting>& settings) {
    std::vector<std::variant<Made, Kept>> all;
    for (const auto& setting : settings) make(setting, all);
    for (auto& one : all) {
      if (auto* made = std::get_if<Made>(&one)) chosen_.add(within(made->place), made->json);
    }
    for (auto& one : all) std::visit([&](auto& each) { add(std::move(each)); }, one);
  }

  auto take() -> Json {
    for (std::size_t i = 0; i < settings_.size(); ++i) add_children({}, settings_[i]["settingInstance"], 0);
    for (const auto& [key, item] : items_) {
      for (auto& instance : children_of(item)) add_children(key, instance, 0);
    }
    add_rest();
    for (auto& one : inner_) add_inner(std::move(one));
    return std::move(settings_);
  }

 private:
  struct Made {
    CatalogPlace place;
    Json json;
    std::span<const csp::DefinitionParent> parents;
  };
  /// As JSON, by its definition id.
  struct Kept {
    Json json;
    OpaquePlace place;
  };
  struct Child {
    Made made;
    std::string option;
  };
  struct Item {
    std::size_t group = 0;  ///< in settings_
    std::size_t index = 0;  ///< in its value
  };

  static auto within(const CatalogPlace& place) -> std::string {
    return place.group.valid() ? item_key(place.group_id, place.name) : std::string();
  }

  static auto make(const Setting& setting, std::vector<std::variant<Made, Kept>>& all) -> void {
    if (auto opaque = opaque_instance(setting)) {
      all.emplace_back(Kept{*std::move(opaque), opaque_place(setting)});
      return;
    }
    auto place = catalog_place(setting.key);
    auto* found = std::get_if<CatalogPlace>(&place);
    if (found == nullptr) return;
    auto instance = to_instance(*found, setting);
    auto* json = std::get_if<Json>(&instance);
    if (json == nullptr) return;
    const auto parents = parents_of(*found, setting);
    all.emplace_back(Made{std::move(*found), std::move(*json), parents});
  }

  auto add(Made made) -> void {
    const auto key = within(made.place);
    auto found = chosen_.first_of(key, made.parents);
    if (found.parent == nullptr) return add_by_itself(std::move(made));
    made.json["settingDefinitionId"] = found.parent->child;
    children_[key + '\n' + found.parent->id].push_back({std::move(made), std::move(found.option)});
  }
  auto add_by_itself(Made made) -> void {
    if (!made.place.group.valid()) return add_top(std::move(made.json));
    children_of(item_of(made.place)).push_back(std::move(made.json));
  }
  /// Of one that is a child itself too.
  auto add_children(const std::string& key, Json& instance, int level) -> void {
    if (level > kMostLevels) return;
    auto found = children_.find(key + '\n' + definition_of(instance));
    auto waiting = found == children_.end() ? std::vector<Child>() : std::exchange(found->second, {});
    for_each_option(instance, [&](Json& option) {
      auto& children = option["children"];
      for (auto& one : waiting) {
        if (one.option == text_at(option, "value")) children.push_back(std::exchange(one.made.json, nullptr));
      }
      for (auto& child : children) add_children(key, child, level + 1);
    });
    for (auto& one : waiting) {
      if (!one.made.json.is_null()) found->second.push_back(std::move(one));
    }
  }
  /// What stands in itself, by a list that leads round in a circle.
  auto add_rest() -> void {
    for (auto& [key, waiting] : children_) {
      for (auto& one : waiting) add_by_itself(std::move(one.made));
    }
  }

  /// Of one definition there is one setting in a policy: instances of a group that are read and those that are kept
  /// belong together.
  auto add(Kept kept) -> void {
    if (!kept.place.is_top()) return inner_.push_back(std::move(kept));
    const auto items = kept.json.find(row_of(Instance::Groups).value_key);
    if (items == kept.json.end() || !items->is_array()) return add_top(std::move(kept.json));
    const auto [group, is_new] = groups_.try_emplace(definition_of(kept.json), settings_.size());
    if (is_new) return add_top(std::move(kept.json));
    auto& all = items_at(group->second);
    all.insert(all.end(), items->begin(), items->end());
  }
  /// Once all that it may stand in is there. Where that is gone, it stands by itself.
  auto add_inner(Kept kept) -> void {
    auto* around = &settings_;
    if (!kept.place.group.empty()) around = item_named(kept.place);
    if (around != nullptr && !kept.place.option.empty()) around = value_with_option(*around, kept.place.option);
    if (around == nullptr) return add_top(std::move(kept.json));
    (*around)["children"].push_back(std::move(kept.json));
  }
  auto item_named(const OpaquePlace& place) -> Json* {
    const auto item = items_.find(item_key(place.group, place.name));
    return item == items_.end() ? nullptr : &items_at(item->second.group)[item->second.index];
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
  auto items_at(std::size_t index) -> Json& {
    return settings_[index]["settingInstance"][std::string(row_of(Instance::Groups).value_key)];
  }
  auto children_of(const Item& item) -> Json& { return items_at(item.group)[item.index]["children"]; }
  auto add_top(Json instance) -> void {
    settings_.push_back({{"@odata.type", "#microsoft.graph.deviceManagementConfigurationSetting"}});
    settings_.back()["settingInstance"] = std::move(instance);
  }

  /// The item of the group's collection that belongs to the place's name; of what Intune fills in there is one.
  auto item_of(const CatalogPlace& place) -> const Item& {
    const auto& group_id = place.group_id;
    const auto [group, is_new_group] = groups_.try_emplace(group_id, settings_.size());
    if (is_new_group) add_top(instance_json(Instance::Groups, group_id, Json::array()));
    auto& items = items_at(group->second);
    const auto [item, is_new_item] =
        items_.try_emplace(item_key(group_id, place.name), Item{group->second, items.size()});
    if (is_new_item) {
      items.push_back({{"children", Json::array()}});
      if (!place.group.is_tenant_id() && !name_of_intune(place.group))
        items.back()["children"].push_back(
            instance_json(Instance::Simple, name_definition(group_id, place.group), text_json(place.name)));
    }
    return item->second;
  }

  ChosenOptions chosen_;
  Json settings_ = Json::array();
  std::unordered_map<std::string, std::vector<Child>> children_;  // by what they are within, and what they stand in
  std::vector<Kept> inner_;                                       // that stand in another setting
  std::unordered_map<std::string, std::size_t> groups_;           // by id: place in settings_
  std::map<std::string, Item> items_;                             // by item_key
};

}  // namespace

auto catalog_settings(const std::vector<Setting>& settings) -> Json { return SettingsWriter(settings).take(); }

}  // namespace pinwright::object
