#include "object/codec/settings_catalog_from_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "base/json_reader.hpp"
#include "csp/definition_children.hpp"
#include "object/codec/assignments_from_graph.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_opaque.hpp"
#include "object/codec/catalog_value.hpp"
#include "object/codec/read_live.hpp"
#include "object/codec/settings_catalog.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

/// Of settings in settings, and of the JSON of one that is kept as it is: Microsoft's own nest four deep.
constexpr int kMostLevels = 16;
constexpr int kMostJsonLevels = 128;

auto is_deeper_than(const Json& json, int depth) -> bool {
  if (!json.is_structured()) return false;
  if (depth == 0) return true;
  for (const auto& child : json) {
    if (is_deeper_than(child, depth - 1)) return true;
  }
  return false;
}

auto has_misshapen_child(const Json& instance) -> bool;

/// Of an option, or of an item of a group.
auto holds_misshapen_child(const Json& value) -> bool {
  if (!value.is_object()) return true;
  const auto children = value.find("children");
  if (children == value.end() || children->is_null()) return false;
  return !children->is_array() || std::any_of(children->begin(), children->end(), [](const Json& child) {
    return text_of(child, "settingDefinitionId").empty() || has_misshapen_child(child);
  });
}

/// A child that is no setting has no definition to be kept under, and reading on without it would lose it.
auto has_misshapen_child(const Json& instance) -> bool {
  for (const auto type : {Instance::Choice, Instance::Choices, Instance::Groups}) {
    const auto value = instance.find(row_of(type).value_key);
    if (value == instance.end()) continue;
    if (value->is_object() && holds_misshapen_child(*value)) return true;
    if (value->is_array() && std::any_of(value->begin(), value->end(), holds_misshapen_child)) return true;
  }
  return false;
}

/// Flattens the instances of a policy: what is in a group, or behind an option, is a setting of its own.
class SettingsReader {
 public:
  explicit SettingsReader(const csp::Catalog* catalog) : keys_(catalog), catalog_(catalog_or_built_in(catalog)) {}

  auto read(const Json& instance) -> void { read(instance, {}, 0); }
  /// What stood in this place.
  auto read(const Json& instance, const OpaquePlace& place) -> void {
    read(instance, {place.group, node_with_definition(catalog_, place.group), place.name, {}, place.option}, 0);
  }
  auto take() -> std::vector<Setting> { return std::move(settings_); }

 private:
  /// Where an instance stands.
  struct Around {
    std::string group_id;  ///< empty: in none
    csp::Node group;
    std::string name;    ///< of the group's instance
    std::string choice;  ///< id of the definition with the option that it is a child of; empty: it is no child
    std::string option;
  };

  auto read(const Json& instance, const Around& around, int level) -> void {
    const auto id = text_of(instance, "settingDefinitionId");
    const auto node = node_with_definition(catalog_, own_id(id, around));
    if (!node.valid() || level > kMostLevels) return keep(instance, id, around);
    const auto definition = definition_of(catalog_, node);
    if (!definition) return keep(instance, id, around);
    if (definition->control == csp::Control::Group)
      return read_group(instance, id, node, definition->named, around, level);
    auto value = from_instance(node, *definition, id, instance);
    if (!value) return keep(instance, id, around);
    auto& setting = settings_.emplace_back();
    setting.key = SettingKey::of_oma_uri(catalog_uri(node, around.group, around.name)).in(keys_);
    setting.type = value->type;
    setting.value = std::move(value->value);
    setting.is_secret = value->is_secret;
    if (!around.choice.empty()) setting.parents = {{around.choice, {around.option}, id}};
    if (!node.is_admx_backed()) return read_options(instance, around, level);
    // Its own children are in the payload; what stands in an option of one of them is a setting.
    const auto* option = value_of(instance, Instance::Choice);
    if (option == nullptr) return;
    for (const auto& element : items_of(*option, "children")) read_options(element, around, level);
  }

  /// The children of an instance's options.
  auto read_options(const Json& instance, const Around& around, int level) -> void {
    const auto read_option = [&](const Json& option) {
      const Around inside{around.group_id, around.group, around.name, text_of(instance, "settingDefinitionId"),
                          text_of(option, "value")};
      for (const auto& child : items_of(option, "children")) read(child, inside, level + 1);
    };
    if (const auto* one = value_of(instance, Instance::Choice)) read_option(*one);
    const auto* all = value_of(instance, Instance::Choices);
    if (all == nullptr) return;
    for (const auto& one : *all) read_option(one);
  }

  auto read_group(const Json& instance, const std::string& id, const csp::Node& node, bool is_named,
                  const Around& around, int level) -> void {
    const auto* items = value_of(instance, Instance::Groups);
    if (items == nullptr || !items->is_array() || !node.is_dynamic()) return keep(instance, id, around);
    const auto own_name = name_of_intune(node);
    if (!is_named && !own_name && !node.is_tenant_id()) return keep(instance, id, around);
    const auto name_id = is_named ? name_definition(id, node) : std::string();
    auto nameless = Json::array();
    for (const auto& item : *items) {
      const auto& children = items_of(item, "children");
      const auto name = is_named ? name_in(children, name_id) : std::string(own_name.value_or(""));
      if (is_named && name.empty()) {
        nameless.push_back(item);
        continue;
      }
      for (const auto& child : children) {
        if (is_named && text_of(child, "settingDefinitionId") == name_id) continue;
        read(child, {id, node, name, {}, {}}, level + 1);
      }
    }
    // No OMA-URI leads to an instance without a name.
    if (nameless.empty()) return;
    auto rest = instance;
    rest[std::string(row_of(Instance::Groups).value_key)] = std::move(nameless);
    keep(rest, id, around);
  }

  /// In some options a node has a definition of its own for this option.
  [[nodiscard]] auto own_id(const std::string& id, const Around& around) const -> std::string_view {
    const auto own = catalog_.definition_children().own_id_of(id, around.option);
    return own.empty() ? std::string_view(id) : own;
  }

  static auto name_in(const Json& children, const std::string& name_id) -> std::string {
    for (const auto& child : children) {
      const auto* value = value_of(child, Instance::Simple);
      if (value != nullptr && text_of(child, "settingDefinitionId") == name_id) return simple_text(*value);
    }
    return {};
  }

  /// As JSON, under its definition id.
  auto keep(const Json& instance, const std::string& id, const Around& around) -> void {
    settings_.push_back(
        opaque_setting(instance, SettingKey::of_oma_uri(id).in(keys_), {around.option, around.group_id, around.name}));
  }

  const csp::Catalog* keys_;
  const csp::Catalog& catalog_;
  std::vector<Setting> settings_;
};

constexpr std::string_view kSettings = "settings";

auto settings_from_graph(const base::JsonReader& policy, const csp::Catalog* catalog) -> std::vector<Setting> {
  SettingsReader settings(catalog);
  for (const auto& setting : policy.items(kSettings)) {
    const auto instance = setting.object("settingInstance");
    if (is_deeper_than(instance.value(), kMostJsonLevels)) {
      setting.fail("settingInstance", "is nested too deep");
    } else if (has_misshapen_child(instance.value())) {
      setting.fail("settingInstance", "has a child that is no setting");
    }
    if (instance.text("settingDefinitionId").empty()) instance.fail("settingDefinitionId", "is empty");
    if (policy.failed()) return {};
    settings.read(instance.value());
  }
  return settings.take();
}

auto template_of(const base::JsonReader& policy) -> std::string {
  const auto reference = policy.optional_object("templateReference");
  return reference ? reference->optional_text("templateId").value_or("") : std::string();
}

/// A policy that was made from a template has the template's, and is known by that.
auto other_technologies_of(const base::JsonReader& policy) -> std::string {
  const auto technologies = policy.optional_text("technologies").value_or(std::string(kCatalogTechnologies));
  return technologies == kCatalogTechnologies ? std::string() : technologies;
}

}  // namespace

auto is_windows_catalog_policy(const Json& entity) -> bool {
  const auto platforms = entity.find("platforms");
  return platforms == entity.end() || *platforms == kCatalogPlatforms;
}

auto settings_catalog_settings(const Json& list, const csp::Catalog* catalog) -> base::Result<std::vector<Setting>> {
  const Json policy{{kSettings, list}};
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(policy, errors);
  auto settings = settings_from_graph(reader, catalog);
  if (reader.failed()) return reader.error();
  return settings;
}

auto settings_catalog_read_again(const Setting& setting, const csp::Catalog* catalog) -> std::vector<Setting> {
  const auto instance = opaque_instance(setting);
  if (!instance) return {setting};
  SettingsReader settings(catalog);
  settings.read(Json(*instance), opaque_place(setting));
  return settings.take();
}

auto settings_catalog_from_graph(const Json& entity, const csp::Catalog* catalog) -> base::Result<Live> {
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(entity, errors);
  auto live = live_from_graph(reader);
  Policy policy;
  policy.target = Target::SettingsCatalog;
  policy.display_name = reader.text("name");
  policy.description = text_or_none(reader, "description");
  policy.scope_tags = scope_tags_from_graph(reader);
  if (codec_for(entity) != &codec_of(Target::SettingsCatalog))
    reader.fail("@odata.type", fmt::format("is not `{}`", kSettingsCatalogCodec.odata_type));
  if (!is_windows_catalog_policy(entity)) reader.fail("platforms", fmt::format("is not `{}`", kCatalogPlatforms));
  policy.template_id = template_of(reader);
  if (policy.template_id.empty()) policy.other_technologies = other_technologies_of(reader);
  live.has_settings = reader.has(kSettings);
  if (live.has_settings) policy.settings = settings_from_graph(reader, catalog);
  live.object = std::move(policy);
  live.assignments = assignments_from_graph(reader).value_or(std::vector<Assignment>());
  if (reader.failed()) return reader.error();
  return live;
}

}  // namespace pinwright::object
