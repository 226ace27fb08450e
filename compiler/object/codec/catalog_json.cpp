#include "object/codec/catalog_json.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace pinwright::object {

using Json = nlohmann::ordered_json;

auto instance_json(Instance instance, const std::string& definition_id, Json value) -> Json {
  Json json{{"@odata.type", row_of(instance).odata_type}, {"settingDefinitionId", definition_id}};
  json[std::string(row_of(instance).value_key)] = std::move(value);
  return json;
}

auto option_json(const std::string& option_id, Json children) -> Json {
  Json json{{"value", option_id}};
  json["children"] = std::move(children);
  return json;
}

auto text_json(const std::string& text) -> Json { return {{"@odata.type", kStringValue}, {"value", text}}; }
auto integer_json(std::int32_t number) -> Json { return {{"@odata.type", kIntegerValue}, {"value", number}}; }

auto text_of(const nlohmann::json& object, std::string_view key) -> std::string {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

auto items_of(const nlohmann::json& object, std::string_view key) -> const nlohmann::json& {
  static const auto kNone = nlohmann::json::array();
  if (!object.is_object()) return kNone;
  const auto found = object.find(key);
  return found != object.end() && found->is_array() ? *found : kNone;
}

auto value_of(const nlohmann::json& instance, Instance type) -> const nlohmann::json* {
  if (text_of(instance, "@odata.type") != row_of(type).odata_type) return nullptr;
  const auto found = instance.find(row_of(type).value_key);
  return found == instance.end() || found->is_null() ? nullptr : &*found;
}

auto is_plain(const nlohmann::json& value) -> bool {
  const auto type = text_of(value, "@odata.type");
  return type.empty() || type == kStringValue || type == kIntegerValue;
}

auto simple_text(const nlohmann::json& value) -> std::string {
  if (!value.is_object()) return {};
  const auto found = value.find("value");
  if (found == value.end()) return {};
  return found->is_number_integer() ? found->dump() : text_of(value, "value");
}

}  // namespace pinwright::object
