#include "object/codec/custom_to_graph.hpp"

#include <fmt/format.h>

#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "object/codec/custom.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

using Json = nlohmann::ordered_json;

namespace {

/// Single precision, printed as the shortest decimal that is this float again, not as its 53-bit neighbour.
auto single(float value) -> Json {
  return base::to_double(fmt::format("{}", value)).value_or(static_cast<double>(value));
}

/// Edm.Binary is base64 in JSON; every other text is itself.
auto text_value(const Setting& setting, const std::string& text) -> Json {
  return setting.type == DataType::StringXml ? base::base64_encode(text) : text;
}

auto setting_to_graph(const Setting& setting) -> Json {
  Json json{{"@odata.type", odata_type(setting.type)}, {"displayName", setting.display_name}};
  if (setting.description) json["description"] = *setting.description;
  json["omaUri"] = setting.key.text();
  if (!setting.file_name.empty()) json["fileName"] = setting.file_name;
  json["value"] = to_graph_value(setting);
  return json;
}

}  // namespace

auto to_graph_value(const Setting& setting) -> Json {
  if (const auto* flag = std::get_if<bool>(&setting.value)) return *flag;
  if (const auto* number = std::get_if<std::int32_t>(&setting.value)) return *number;
  if (const auto* real = std::get_if<float>(&setting.value)) return single(*real);
  // A mask is no value, and null is none that Graph takes: the caller has to have checked.
  const auto text = text_of(setting.value);
  assert(text.has_value());
  return text ? text_value(setting, *text) : Json();
}

auto custom_lowest_api(const Policy& policy) -> GraphApi {
  return policy.scope_tags || !policy.applicability_rules.empty() ? GraphApi::Beta : GraphApi::V1;
}

auto custom_to_graph(const Policy& policy) -> Json {
  Json json{{"@odata.type", kCustomCodec.odata_type}, {"displayName", policy.display_name}};
  if (policy.description) json["description"] = *policy.description;
  if (policy.scope_tags) json["roleScopeTagIds"] = scope_tag_ids(*policy.scope_tags);
  Json settings = Json::array();
  for (const auto& setting : policy.settings) settings.push_back(setting_to_graph(setting));
  json["omaSettings"] = std::move(settings);
  if (!policy.applicability_rules.empty()) json.update(Json::parse(policy.applicability_rules));
  return json;
}

}  // namespace pinwright::object
