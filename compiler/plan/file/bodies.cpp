#include "plan/file/bodies.hpp"

#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

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
  setting["value"] = type == object::DataType::StringXml ? "PGEvPg==" : "****";
}

auto policy_json(object::Policy policy) -> Json {
  std::vector<std::pair<std::size_t, object::Masked>> masks;
  for (std::size_t i = 0; i < policy.settings.size(); ++i) {
    const auto* mask = mask_of(policy.settings[i]);
    if (mask == nullptr) continue;
    masks.emplace_back(i, *mask);
    policy.settings[i].value = std::string();
  }
  auto json = object::to_graph(policy);
  for (const auto& [index, mask] : masks) add_mask(mask, policy.settings[index].type, json["omaSettings"][index]);
  return json;
}

auto object_json(const object::Object& object) -> Json {
  const auto* policy = std::get_if<object::Policy>(&object);
  return policy != nullptr ? policy_json(*policy) : object::to_graph(object);
}

auto live_from(object::Kind kind, const nlohmann::json& json) -> base::Result<object::Live> {
  switch (kind) {
    case object::Kind::Policy:
      return object::policy_from_graph(json);
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
  if (change.manages_assignments) json.update(object::to_graph(change.assignments));
  return json;
}

}  // namespace pinwright::plan
