#include "plan/journal_live.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "object/canonical.hpp"
#include "object/from_graph.hpp"
#include "object/to_graph.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto secret() -> Json { return {{"secret", true}}; }

auto is_masked(const object::OmaSetting& setting) -> bool {
  return std::holds_alternative<object::Masked>(setting.value);
}

auto to_json(const object::CustomPolicy& policy) -> Json {
  // A mask has no form that Graph would take: an empty text holds its place.
  auto open = policy;
  for (auto& setting : open.settings) {
    if (is_masked(setting)) setting.value = std::string();
  }
  auto json = object::to_graph(open);
  for (std::size_t i = 0; i < policy.settings.size(); ++i) {
    if (is_masked(policy.settings[i])) json["omaSettings"][i]["value"] = secret();
  }
  return json;
}

auto to_json(const object::Object& object) -> Json {
  const auto* policy = std::get_if<object::CustomPolicy>(&object);
  return policy != nullptr ? to_json(*policy) : object::to_graph(object);
}

/// A value that was left out, in the words in which Graph shows a mask.
auto mask_secrets(nlohmann::json& policy) -> void {
  const auto settings = policy.find("omaSettings");
  if (settings == policy.end() || !settings->is_array()) return;
  for (auto& setting : *settings) {
    if (!setting.is_object() || !setting.contains("value") || !setting["value"].is_object()) continue;
    setting["value"] = "****";
    setting["isEncrypted"] = true;
  }
}

auto declared(const Change& change, const object::OmaSetting& live) -> const object::OmaSetting* {
  const auto* policy = change.after ? std::get_if<object::CustomPolicy>(&*change.after) : nullptr;
  if (policy == nullptr) return nullptr;
  const auto found = std::find_if(policy->settings.begin(), policy->settings.end(), [&](const object::OmaSetting& one) {
    return object::identity(one) == object::identity(live);
  });
  return found == policy->settings.end() ? nullptr : &*found;
}

auto alters_value(const Change& change, const object::OmaSetting& setting) -> bool {
  const auto whole = fmt::format("omaSettings[{}]", setting.oma_uri);
  return std::any_of(change.paths.begin(), change.paths.end(), [&](const object::Difference& one) {
    return one.path == whole || one.path == whole + ".value" || one.path == whole + ".@odata.type";
  });
}

auto hide(object::OmaSetting& setting, const Change& change) -> void {
  const auto* wanted = declared(change, setting);
  const bool from_environment = wanted != nullptr && !wanted->secrets.empty();
  const bool encrypted = is_masked(setting) || !setting.revealed_from.empty();
  if (!from_environment && !encrypted) return;
  const bool is_known = wanted != nullptr && !from_environment && wanted->type == setting.type &&
                        !alters_value(change, *wanted) && !is_masked(*wanted);
  if (is_known) {
    setting.value = wanted->value;
  } else {
    setting.value = object::Masked{};
  }
  setting.revealed_from.clear();
}

}  // namespace

auto without_secrets(object::Live live, const Change& change) -> object::Live {
  if (auto* policy = std::get_if<object::CustomPolicy>(&live.object)) {
    for (auto& setting : policy->settings) hide(setting, change);
  }
  return live;
}

auto live_to_json(const object::Live& live) -> Json {
  auto json = to_json(live.object);
  json["id"] = live.id;
  json["createdDateTime"] = live.created;
  json["lastModifiedDateTime"] = live.last_modified;
  json["version"] = live.version;
  if (object::kind_of(live.object) == object::Kind::CustomPolicy) json.update(object::to_graph(live.assignments));
  return json;
}

auto live_from_json(object::Kind kind, nlohmann::json json) -> base::Result<object::Live> {
  if (!json.is_object()) return base::Error{"is no object", {}};
  switch (kind) {
    case object::Kind::CustomPolicy:
      mask_secrets(json);
      return object::policy_from_graph(json);
    case object::Kind::Group:
      return object::group_from_graph(json);
    case object::Kind::Filter:
      return object::filter_from_graph(json);
  }
  return base::Error{"is of no known kind", {}};
}

}  // namespace pinwright::plan
