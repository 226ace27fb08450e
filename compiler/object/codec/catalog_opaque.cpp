#include "object/codec/catalog_opaque.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "base/json_line.hpp"
#include "object/codec/catalog_json.hpp"
#include "object/codec/catalog_place.hpp"

namespace pinwright::object {

using Json = nlohmann::json;
using Body = nlohmann::ordered_json;

namespace {

constexpr std::string_view kChildren = "children";
/// Beside the members of Microsoft's.
constexpr const char* kPlace = "@pinwright.place";
constexpr std::string_view kDefinitionId = "settingDefinitionId";

/// `settingInstanceTemplateReference`, `settingValueTemplateReference`.
auto names_no_template(std::string_view key, const Json& value) -> bool {
  constexpr std::string_view kReference = "TemplateReference";
  if (!key.ends_with(kReference) || !value.is_object()) return false;
  return std::none_of(value.items().begin(), value.items().end(), [](const auto& member) {
    return std::string_view(member.key()).ends_with("TemplateId") && member.value().is_string() &&
           !member.value().template get_ref<const std::string&>().empty();
  });
}

auto is_annotation(std::string_view key) -> bool {
  return key.find("@odata.") != std::string_view::npos && key != "@odata.type";
}

auto says_nothing(std::string_view key, const Json& value) -> bool {
  const bool is_no_child = key == kChildren && value.is_array() && value.empty();
  return value.is_null() || is_no_child || key == "auditRuleInformation" || is_annotation(key) ||
         names_no_template(key, value);
}

auto comes_before(const Json& a, const Json& b) -> bool {
  return text_of(a, kDefinitionId) < text_of(b, kDefinitionId);
}

auto normal(const Json& json) -> Json {
  if (json.is_array()) {
    auto out = Json::array();
    for (const auto& one : json) out.push_back(normal(one));
    return out;
  }
  if (!json.is_object()) return json;
  auto out = Json::object();
  for (const auto& [key, value] : json.items()) {
    if (says_nothing(key, value)) continue;
    auto& member = out[key] = normal(value);
    if (key == kChildren && member.is_array()) std::stable_sort(member.begin(), member.end(), comes_before);
  }
  return out;
}

/// A choice and an item of a group have children in every body of Microsoft's, were there none.
auto with_children(Body& value) -> void {
  if (value.is_object() && !value.contains(kChildren)) value[std::string(kChildren)] = Body::array();
}

auto restore(Body& json) -> void {
  if (!json.is_structured()) return;
  for (auto& one : json) restore(one);
  if (!json.is_object()) return;
  for (const auto instance : {Instance::Choice, Instance::Choices, Instance::Groups}) {
    const auto value = json.find(row_of(instance).value_key);
    if (value == json.end()) continue;
    if (value->is_object()) with_children(*value);
    if (!value->is_array()) continue;
    for (auto& one : *value) with_children(one);
  }
}

auto collect_ids(const Json& json, std::vector<std::string>& ids) -> void {
  if (!json.is_structured()) return;
  if (json.is_object()) {
    if (auto id = text_of(json, kDefinitionId); !id.empty()) ids.push_back(std::move(id));
  }
  for (const auto& one : json) collect_ids(one, ids);
}

auto kept_text(const Setting& setting) -> const std::string* {
  return setting.key.parsed() == nullptr ? std::get_if<std::string>(&setting.value) : nullptr;
}

}  // namespace

auto opaque_setting(const Json& instance, const SettingKey& definition_id, const OpaquePlace& place) -> Setting {
  auto json = normal(instance);
  json.erase(kPlace);
  if (!place.is_top()) json[kPlace] = {{"option", place.option}, {"group", place.group}, {"name", place.name}};
  Setting setting;
  setting.key = definition_id;
  setting.value = base::json_line(json);
  return setting;
}

auto opaque_instance(const Setting& setting) -> std::optional<Body> {
  const auto* text = kept_text(setting);
  if (text == nullptr) return std::nullopt;
  auto json = Body::parse(*text, nullptr, false);
  if (!json.is_object()) return std::nullopt;
  json.erase(kPlace);
  restore(json);
  return json;
}

auto opaque_place(const Setting& setting) -> OpaquePlace {
  const auto* text = kept_text(setting);
  if (text == nullptr) return {};
  const auto json = Json::parse(*text, nullptr, false);
  const auto place = json.is_object() ? json.find(kPlace) : json.end();
  if (place == json.end()) return {};
  return {text_of(*place, "option"), text_of(*place, "group"), text_of(*place, "name")};
}

auto nodes_of_opaque(const Setting& setting) -> std::vector<SettingKey> {
  const auto* text = kept_text(setting);
  if (text == nullptr) return {};
  std::vector<std::string> ids;
  collect_ids(Json::parse(*text, nullptr, false), ids);
  std::vector<std::string> uris;
  const auto& catalog = catalog_or_built_in(setting.key.catalog());
  for (const auto& id : ids) {
    const auto node = catalog.node_of_definition(id);
    if (node.valid() && node.format() != csp::Format::Node) uris.push_back(node.uri());
  }
  std::sort(uris.begin(), uris.end());
  uris.erase(std::unique(uris.begin(), uris.end()), uris.end());
  std::vector<SettingKey> keys;
  for (auto& uri : uris) keys.push_back(SettingKey::of_oma_uri(std::move(uri)).in(setting.key.catalog()));
  return keys;
}

}  // namespace pinwright::object
