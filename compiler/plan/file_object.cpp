#include "plan/file_object.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto mask_of(const object::OmaSetting& setting) -> const object::Masked* {
  return std::get_if<object::Masked>(&setting.value);
}

/// A mask in Graph's own words, whatever API it was read through.
auto add_mask(const object::Masked& mask, object::DataType type, Json& setting) -> void {
  setting["isEncrypted"] = true;
  setting["secretReferenceValueId"] = mask.reference;
  setting["value"] = type == object::DataType::StringXml ? "PGEvPg==" : "****";
}

auto policy_json(object::CustomPolicy policy) -> Json {
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
  const auto* policy = std::get_if<object::CustomPolicy>(&object);
  return policy != nullptr ? policy_json(*policy) : object::to_graph(object);
}

auto live_from(object::Kind kind, const nlohmann::json& json) -> base::Result<object::Live> {
  switch (kind) {
    case object::Kind::CustomPolicy:
      return object::policy_from_graph(json);
    case object::Kind::Group:
      return object::group_from_graph(json);
    case object::Kind::Filter:
      return object::filter_from_graph(json);
  }
  return base::Error{"the kind is not known", ""};
}

/// An answer does not tell "" from absent; what is declared does: one is managed, the other is not.
auto declared_text(const nlohmann::json& json) -> std::optional<std::string> {
  const auto found = json.find("description");
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

auto restore_descriptions(const nlohmann::json& json, object::Object& object) -> void {
  object::set_description(object, declared_text(json));
  auto* policy = std::get_if<object::CustomPolicy>(&object);
  if (policy == nullptr) return;
  for (std::size_t i = 0; i < policy->settings.size(); ++i)
    policy->settings[i].description = declared_text(json["omaSettings"][i]);
}

/// Gives references of an answer, which hold ids only, the names that they have in the files.
class Names {
 public:
  explicit Names(const std::vector<Resolved>& references) : references_(references) {}

  auto restore(Resolved::Kind kind, std::string_view word, object::Reference& reference) const -> void {
    for (const auto& known : references_) {
      const bool is_symbol = known.id.empty() && reference.id == object::symbol(word, known.key);
      const bool is_id = !known.id.empty() && base::equal_folded(reference.id, known.id);
      if (known.kind != kind || (!is_symbol && !is_id)) continue;
      reference = {known.key, known.display_name, known.id};
      return;
    }
  }

 private:
  const std::vector<Resolved>& references_;
};

auto restore_names(const Names& names, Change& change) -> void {
  auto* policy = std::get_if<object::CustomPolicy>(&*change.after);
  if (policy != nullptr && policy->scope_tags) {
    for (auto& tag : *policy->scope_tags) names.restore(Resolved::Kind::ScopeTag, "scopeTag", tag);
  }
  for (auto& assignment : change.assignments) {
    names.restore(Resolved::Kind::Group, "group", assignment.group);
    if (assignment.filter) names.restore(Resolved::Kind::Filter, "filter", assignment.filter->filter);
  }
}

/// What an answer would say beside a body: a value that looks like a mask is one only there.
auto as_answer(nlohmann::json body) -> nlohmann::json {
  body["id"] = "new";
  const auto settings = body.find("omaSettings");
  if (settings == body.end() || !settings->is_array()) return body;
  for (auto& setting : *settings) {
    if (setting.is_object()) setting["isEncrypted"] = false;
  }
  return body;
}

}  // namespace

auto before_to_json(const object::Live& live) -> Json {
  auto json = object_json(live.object);
  json["id"] = live.id;
  json["createdDateTime"] = live.created;
  json["lastModifiedDateTime"] = live.last_modified;
  json["version"] = live.version;
  if (object::kind_of(live.object) == object::Kind::CustomPolicy) json.update(object::to_graph(live.assignments));
  return json;
}

auto before_from_json(object::Kind kind, const nlohmann::json& json) -> base::Result<object::Live> {
  return live_from(kind, json);
}

auto after_to_json(const Change& change) -> Json {
  auto json = object_json(*change.after);
  if (change.manages_assignments) json.update(object::to_graph(change.assignments));
  return json;
}

auto after_from_json(const nlohmann::json& json, const std::vector<Resolved>& references, Change& change)
    -> base::Status {
  if (!json.is_object()) return base::Error{"an object is expected", ""};
  auto live = live_from(change.kind, as_answer(json));
  if (!live.ok()) return live.error();
  change.after = std::move(live.value().object);
  change.assignments = std::move(live.value().assignments);
  change.manages_assignments = json.contains("assignments");
  restore_descriptions(json, *change.after);
  restore_names(Names(references), change);
  return base::Done{};
}

}  // namespace pinwright::plan
