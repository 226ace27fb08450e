#include "plan/file/bodies.hpp"

#include <map>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"
#include "plan/file/words.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::string_view kDateTime = "#microsoft.graph.omaSettingDateTime";

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

/// An answer does not tell "" from absent; what is declared does: one is managed, the other is not.
auto declared_text(const nlohmann::json& json) -> std::optional<std::string> {
  const auto found = json.find("description");
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

auto restore_descriptions(const nlohmann::json& json, object::Object& object) -> void {
  object::set_description(object, declared_text(json));
  auto* policy = std::get_if<object::Policy>(&object);
  if (policy == nullptr) return;
  for (std::size_t i = 0; i < policy->settings.size(); ++i)
    policy->settings[i].description = declared_text(json["omaSettings"][i]);
}

/// Gives references of an answer, which hold ids only, the names that they have in the files.
class Names {
 public:
  explicit Names(const std::vector<Resolved>& references) {
    for (const auto& one : references) {
      const auto id = one.id.empty() ? object::symbol(symbol_kind(one.kind), one.key) : base::folded(one.id);
      by_id_.emplace(std::pair(one.kind, id), &one);
    }
  }

  auto restore(Resolved::Kind kind, object::Reference& reference) const -> void {
    const auto found = by_id_.find({kind, key_of(reference.id)});
    if (found != by_id_.end()) {
      reference = {found->second->key, found->second->display_name, found->second->id};
    } else if (reference.id.starts_with(prefix(kind)) && reference.id.ends_with('}')) {
      // What the tenant does not have: its plan holds an error, and no id.
      const auto begin = prefix(kind).size();
      reference = {reference.id.substr(begin, reference.id.size() - begin - 1), {}, {}};
    }
  }

 private:
  static auto symbol_kind(Resolved::Kind kind) -> std::string_view { return word(kind); }
  static auto prefix(Resolved::Kind kind) -> std::string { return "{" + std::string(symbol_kind(kind)) + "."; }
  /// Names tell letters apart, ids do not.
  static auto key_of(const std::string& id) -> std::string { return id.starts_with('{') ? id : base::folded(id); }

  std::map<std::pair<Resolved::Kind, std::string>, const Resolved*> by_id_;
};

auto restore_names(const Names& names, Change& change) -> void {
  auto* policy = std::get_if<object::Policy>(&*change.after);
  if (policy != nullptr && policy->scope_tags) {
    for (auto& tag : *policy->scope_tags) names.restore(Resolved::Kind::ScopeTag, tag);
  }
  for (auto& assignment : change.assignments) {
    names.restore(Resolved::Kind::Group, assignment.group);
    if (assignment.filter) names.restore(Resolved::Kind::Filter, assignment.filter->filter);
  }
}

auto settings_of(nlohmann::json& body) -> nlohmann::json* {
  const auto settings = body.find("omaSettings");
  return settings == body.end() || !settings->is_array() ? nullptr : &*settings;
}

/// What an answer would say beside a body: a value that looks like a mask is one only there.
auto as_answer(nlohmann::json body) -> nlohmann::json {
  body["id"] = "new";
  if (auto* settings = settings_of(body)) {
    for (auto& setting : *settings) {
      if (setting.is_object()) setting["isEncrypted"] = false;
    }
  }
  return body;
}

/// A date and time of the environment is a name until it is applied, and no answer would hold that. Takes such values
/// out; by index.
auto take_named_dates(nlohmann::json& body) -> std::map<std::size_t, std::string> {
  std::map<std::size_t, std::string> named;
  auto* settings = settings_of(body);
  for (std::size_t i = 0; settings != nullptr && i < settings->size(); ++i) {
    auto& setting = (*settings)[i];
    if (!setting.is_object() || setting.value("@odata.type", nlohmann::json()) != kDateTime) continue;
    const auto value = setting.find("value");
    if (value == setting.end() || !value->is_string()) continue;
    const auto& text = value->get_ref<const std::string&>();
    if (text.find("{env.") == std::string::npos) continue;
    named.emplace(i, text);
    *value = "1970-01-01T00:00:00Z";
  }
  return named;
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

auto after_from_json(const Json& json, const std::vector<Resolved>& references, Change& change) -> base::Status {
  if (!json.is_object()) return base::Error{"is no object", ""};
  auto body = as_answer(nlohmann::json(json));
  const auto dates = take_named_dates(body);
  auto live = live_from(change.kind, body);
  if (!live.ok()) return live.error();
  change.after = std::move(live.value().object);
  if (auto* policy = std::get_if<object::Policy>(&*change.after)) {
    for (const auto& [index, text] : dates) policy->settings.at(index).value = text;
    change.assignments = std::move(live.value().assignments);
    change.manages_assignments = json.contains("assignments");
  }
  restore_descriptions(body, *change.after);
  restore_names(Names(references), change);
  return base::Done{};
}

}  // namespace pinwright::plan
