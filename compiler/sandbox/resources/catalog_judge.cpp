#include "sandbox/resources/catalog_judge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/utf8.hpp"
#include "sandbox/resources/catalog_walk.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

using Found = std::optional<Flaw>;

auto flaw(std::string message) -> Found { return Flaw{"BadRequest", std::move(message)}; }

auto list_of(const json& object, std::string_view key) -> const json& {
  static const json kNone = json::array();
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

auto number_of(const json& object, const char* key) -> std::optional<std::int64_t> {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  return found->get<std::int64_t>();
}

/// An instance of this type is what a definition of that type asks for.
auto instance_type_of(std::string_view definition) -> std::string_view {
  constexpr std::pair<std::string_view, std::string_view> kForms[] = {
      {"ChoiceSettingDefinition", "ChoiceSettingInstance"},
      {"ChoiceSettingCollectionDefinition", "ChoiceSettingCollectionInstance"},
      {"SettingGroupDefinition", "GroupSettingInstance"},
      {"SettingGroupCollectionDefinition", "GroupSettingCollectionInstance"},
      {"SimpleSettingDefinition", "SimpleSettingInstance"},
      {"SimpleSettingCollectionDefinition", "SimpleSettingCollectionInstance"},
  };
  for (const auto& [form, instance] : kForms) {
    if (form == definition) return instance;
  }
  return {};
}

/// Judges instances and their children; all functions answer the first flaw.
class Judge {
 public:
  explicit Judge(const Definitions& definitions) : definitions_(definitions) {}

  auto root(const json& instance) -> Found {
    const auto id = text_of(instance, "settingDefinitionId");
    if (const auto* definition = definitions_.find(id)) {
      const auto root = text_of(*definition, "rootDefinitionId");
      if (!root.empty() && root != id) {
        return flaw(fmt::format("The setting '{}' must be a child of the setting '{}'.", id, root));
      }
    }
    return this->instance(instance);
  }

 private:
  auto instance(const json& instance) -> Found {
    const auto id = text_of(instance, "settingDefinitionId");
    const auto* definition = definitions_.find(id);
    if (definition == nullptr && !definitions_.empty()) {
      return flaw(fmt::format("The setting definition '{}' does not exist.", id));
    }
    if (definition != nullptr) {
      const auto wanted = instance_type_of(short_type(*definition));
      if (short_type(instance) != wanted) {
        return flaw(fmt::format("The setting '{}' has an instance of the type '{}' where its definition asks for '{}'.",
                                id, short_type(instance), wanted));
      }
      if (auto found = count(instance, *definition)) return found;
    }
    Found found;
    for_each_value(instance, [&](const json& one) {
      if (!found) found = value(one, id, definition);
    });
    return found ? found : repeated_choice(instance, id);
  }

  static auto count(const json& instance, const json& definition) -> Found {
    std::int64_t size = 0;
    for_each_value(instance, [&](const json&) { ++size; });
    const auto least = number_of(definition, "minimumCount");
    const auto most = number_of(definition, "maximumCount");
    if ((!least || size >= *least) && (!most || *most == 0 || size <= *most)) return std::nullopt;
    return flaw(fmt::format("The setting '{}' has {} values, outside of the bounds of its definition.",
                            text_of(definition, "id"), size));
  }

  /// Of one collection; groups may repeat.
  static auto repeated_choice(const json& instance, std::string_view id) -> Found {
    std::set<std::string> seen;
    Found found;
    for (const auto& value : list_of(instance, "choiceSettingCollectionValue")) {
      const auto option = text_of(value, "value");
      if (!seen.insert(option).second) {
        found = flaw(fmt::format("The setting '{}' has the value '{}' twice.", id, option));
      }
    }
    return found;
  }

  auto value(const json& value, std::string_view id, const json* definition) -> Found {
    const json* parent = definition;
    if (definition != nullptr) {
      const auto form = short_type(*definition);
      if (form.starts_with("Simple")) {
        if (auto found = simple(value, *definition)) return found;
      }
      if (form.starts_with("Choice")) {
        parent = option_of(*definition, text_of(value, "value"));
        if (parent == nullptr) {
          return flaw(fmt::format("The value '{}' is no option of the setting '{}'.", text_of(value, "value"), id));
        }
      }
    }
    return children(list_of(value, "children"), id, parent);
  }

  static auto option_of(const json& definition, std::string_view value) -> const json* {
    for (const auto& option : list_of(definition, "options")) {
      if (text_of(option, "itemId") == value) return &option;
    }
    return nullptr;
  }

  /// `parent`: the option or the group that says which children there may and must be; nullptr: nobody knows.
  auto children(const json& children, std::string_view id, const json* parent) -> Found {
    std::set<std::string> present;
    for (const auto& child : children) {
      auto child_id = text_of(child, "settingDefinitionId");
      if (parent != nullptr && !may_have(*parent, child_id)) {
        if (!definitions_.empty() && definitions_.find(child_id) == nullptr) return instance(child);
        return flaw(fmt::format("The setting '{}' is no child of this value of the setting '{}'.", child_id, id));
      }
      if (auto found = instance(child)) return found;
      if (!present.insert(child_id).second) {
        return flaw(fmt::format("The setting '{}' stands twice below the setting '{}'.", child_id, id));
      }
    }
    if (parent == nullptr) return std::nullopt;
    for (const auto& dependant : list_of(*parent, "dependedOnBy")) {
      const auto wanted = text_of(dependant, "dependedOnBy");
      const auto required = dependant.find("required");
      if (required == dependant.end() || *required != true || present.contains(wanted)) continue;
      return flaw(fmt::format("The setting '{}' needs its child '{}'.", id, wanted));
    }
    return std::nullopt;
  }

  static auto may_have(const json& parent, const std::string& child) -> bool {
    const auto& ids = list_of(parent, "childIds");
    if (std::find(ids.begin(), ids.end(), child) != ids.end()) return true;
    const auto& dependants = list_of(parent, "dependedOnBy");
    return std::any_of(dependants.begin(), dependants.end(),
                       [&](const json& one) { return text_of(one, "dependedOnBy") == child; });
  }

  static auto simple(const json& value, const json& definition) -> Found {
    static const json kAny = json::object();
    const auto found = definition.find("valueDefinition");
    const auto& rule = found != definition.end() && found->is_object() ? *found : kAny;
    const auto id = text_of(definition, "id");
    const auto type = short_type(value);
    const auto wanted = wanted_type(rule, definition);
    if (!wanted.empty() && type != wanted) {
      return flaw(fmt::format("The setting '{}' has a value of the type '{}' where its definition asks for '{}'.", id,
                              type, wanted));
    }
    const bool is_token = text_of(value, "valueState") == "encryptedValueToken";
    if (is_token || within(value.at("value"), rule)) return std::nullopt;
    return flaw(fmt::format("The value of the setting '{}' is outside of the bounds of its definition.", id));
  }

  static auto wanted_type(const json& rule, const json& definition) -> std::string_view {
    const auto kind = short_type(rule);
    if (kind == "IntegerSettingValueDefinition") return "IntegerSettingValue";
    if (kind != "StringSettingValueDefinition") return {};
    if (rule.value("isSecret", json(false)) == true) return "SecretSettingValue";
    return list_of(definition, "referredSettingInformationList").empty() ? "StringSettingValue"
                                                                         : "ReferenceSettingValue";
  }

  static auto within(const json& value, const json& rule) -> bool {
    if (value.is_number_integer()) {
      const auto number = value.get<std::int64_t>();
      return number >= number_of(rule, "minimumValue").value_or(number) &&
             number <= number_of(rule, "maximumValue").value_or(number);
    }
    if (!value.is_string()) return false;
    const auto size = static_cast<std::int64_t>(base::count_code_points(value.get_ref<const std::string&>()));
    const auto most = number_of(rule, "maximumLength").value_or(0);
    return size >= number_of(rule, "minimumLength").value_or(0) && (most == 0 || size <= most);
  }

  const Definitions& definitions_;
};

}  // namespace

auto settings_flaw(const json& settings, const Definitions& definitions) -> Found {
  Judge judge(definitions);
  std::set<std::string> seen;
  for (const auto& setting : settings) {
    const auto& instance = setting.at("settingInstance");
    if (auto found = judge.root(instance)) return found;
    auto id = text_of(instance, "settingDefinitionId");
    if (!seen.insert(id).second) return flaw(fmt::format("The setting '{}' stands twice in the policy.", id));
  }
  return std::nullopt;
}

auto template_flaw(const json& settings) -> Found {
  Found found;
  const auto names = [](const json& object, const char* reference, const char* id) {
    const auto at = object.find(reference);
    return at != object.end() && at->is_object() && !text_of(*at, id).empty();
  };
  for (const auto& setting : settings) {
    const auto& instance = setting.at("settingInstance");
    const auto id = text_of(instance, "settingDefinitionId");
    if (!names(instance, "settingInstanceTemplateReference", "settingInstanceTemplateId")) {
      return flaw(fmt::format("The setting '{}' needs the settingInstanceTemplateId of the policy's template.", id));
    }
    for_each_value(instance, [&](const json& value) {
      // A group has no value of its own.
      const bool has_value = value.contains("value");
      if (has_value && !names(value, "settingValueTemplateReference", "settingValueTemplateId")) {
        found = flaw(fmt::format("The setting '{}' needs the settingValueTemplateId of the policy's template.", id));
      }
    });
    if (found) return found;
  }
  return std::nullopt;
}

}  // namespace pinwright::sandbox
