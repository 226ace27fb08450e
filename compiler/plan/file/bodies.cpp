#include "plan/file/bodies.hpp"

#include <cstddef>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/json_reader.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto mask_of(const object::Setting& setting) -> const object::Masked* {
  return std::get_if<object::Masked>(&setting.value);
}

/// A mask in Graph's own words, whatever API it was read through.
auto add_mask(const object::Masked& mask, object::DataType type, Json& setting) -> void {
  setting["isEncrypted"] = true;
  setting["secretReferenceValueId"] = mask.reference;
  setting["value"] = type == object::DataType::StringXml ? object::kXmlMask : object::kTextMask;
}

constexpr std::string_view kTarget = "target";
/// Of a setting: where a policy of the settings catalog has it, which a custom policy has no place for.
constexpr const char* kParents = "parents";

auto parents_json(const std::vector<csp::DefinitionParent>& parents) -> Json {
  auto json = Json::array();
  for (const auto& parent : parents)
    json.push_back({{"definition", parent.id}, {"options", parent.options}, {"child", parent.child}});
  return json;
}

auto read_parents(const base::JsonReader& policy, std::vector<object::Setting>& settings) -> void {
  const auto rows = policy.optional_items("omaSettings");
  for (std::size_t i = 0; i < rows.size() && i < settings.size(); ++i) {
    for (const auto& parent : rows[i].optional_items(kParents))
      settings[i].parents.push_back({parent.text("definition"), parent.texts("options"), parent.text("child")});
  }
}

/// Settings are OMA-URIs whatever the target is: a record has values that no body of Graph can carry, and is compared
/// with others.
auto oma_json(object::Policy policy) -> Json {
  const auto target = std::exchange(policy.target, object::Target::Custom);
  auto json = object::to_graph(policy);
  if (target != object::Target::Custom) json[std::string(kTarget)] = object::word(target);
  return json;
}

auto policy_json(object::Policy policy) -> Json {
  std::vector<object::Setting> masked(policy.settings.size());
  for (std::size_t i = 0; i < policy.settings.size(); ++i) {
    if (mask_of(policy.settings[i]) == nullptr) continue;
    masked[i] = policy.settings[i];
    policy.settings[i].value = std::string();
  }
  const auto settings = policy.settings;
  auto json = oma_json(std::move(policy));
  for (std::size_t i = 0; i < settings.size(); ++i) {
    if (!settings[i].parents.empty()) json["omaSettings"][i][kParents] = parents_json(settings[i].parents);
  }
  for (std::size_t i = 0; i < masked.size(); ++i) {
    if (const auto* mask = mask_of(masked[i])) add_mask(*mask, masked[i].type, json["omaSettings"][i]);
  }
  return json;
}

auto object_json(const object::Object& object) -> Json {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy != nullptr ? policy_json(*policy) : object::to_graph(object);
}

auto policy_from(const nlohmann::json& json) -> base::Result<object::Live> {
  auto live = object::policy_from_graph(json);
  if (!live.ok() || !json.is_object()) return live;
  auto& policy = std::get<object::Policy>(live.value().object);
  base::JsonErrors errors("the policy");
  const base::JsonReader reader(json, errors);
  if (reader.has(kTarget)) policy.target = reader.word(kTarget, object::target_from_word).value_or(policy.target);
  read_parents(reader, policy.settings);
  if (errors.failed()) return errors.error();
  return live;
}

auto live_from(object::Kind kind, const nlohmann::json& json) -> base::Result<object::Live> {
  switch (kind) {
    case object::Kind::Policy:
      return policy_from(json);
    case object::Kind::Group:
      return object::group_from_graph(json);
    case object::Kind::Filter:
      return object::filter_from_graph(json);
  }
  return base::Error{"the kind is not known", ""};
}

}  // namespace

auto before_to_json(const object::Live& live) -> Json {
  auto json = object_json(live.object);
  json["id"] = live.id;
  json["createdDateTime"] = live.created;
  json["lastModifiedDateTime"] = live.last_modified;
  json["version"] = live.version;
  if (object::kind_of(live.object) == object::Kind::Policy) json.update(object::to_graph(live.assignments));
  return json;
}

auto before_from_json(object::Kind kind, const Json& json) -> base::Result<object::Live> {
  return live_from(kind, nlohmann::json(json));
}

auto after_to_json(const Change& change) -> Json {
  auto json = object_json(*change.after);
  if (change.writes_assignments()) json.update(object::to_graph(change.assignments));
  return json;
}

}  // namespace pinwright::plan
