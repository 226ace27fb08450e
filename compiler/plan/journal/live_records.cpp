#include "plan/journal/live_records.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "object/canonical.hpp"
#include "object/to_graph.hpp"
#include "plan/file/bodies.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

auto is_masked(const object::Setting& setting) -> bool { return std::holds_alternative<object::Masked>(setting.value); }

/// A value that the type has, to hold the place of one that was left out.
auto stand_in(const nlohmann::json& setting) -> nlohmann::json {
  const auto named = setting.find("@odata.type");
  if (named == setting.end()) return "";
  if (*named == object::odata_type(object::DataType::Boolean)) return false;
  if (*named == object::odata_type(object::DataType::Integer)) return 0;
  if (*named == object::odata_type(object::DataType::FloatingPoint)) return 0.0;
  if (*named == object::odata_type(object::DataType::DateTime)) return "1970-01-01T00:00:00Z";
  return "";
}

/// Puts stand-ins where values were left out. Their indices.
auto fill_left_out(nlohmann::json& policy) -> std::vector<std::size_t> {
  std::vector<std::size_t> left_out;
  const auto settings = policy.find("omaSettings");
  if (settings == policy.end() || !settings->is_array()) return left_out;
  for (std::size_t i = 0; i < settings->size(); ++i) {
    auto& setting = (*settings)[i];
    if (!setting.is_object() || !setting.contains("value") || !setting["value"].is_object()) continue;
    setting["value"] = stand_in(setting);
    left_out.push_back(i);
  }
  return left_out;
}

auto declared(const Change& change, const object::Setting& live) -> const object::Setting* {
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  if (policy == nullptr) return nullptr;
  const auto found = std::find_if(policy->settings.begin(), policy->settings.end(), [&](const object::Setting& one) {
    return object::identity(one) == object::identity(live);
  });
  return found == policy->settings.end() ? nullptr : &*found;
}

auto alters_value(const Change& change, const object::Setting& setting) -> bool {
  const auto whole = fmt::format("omaSettings[{}]", setting.key.text());
  return std::any_of(change.paths.begin(), change.paths.end(), [&](const object::Difference& one) {
    return one.path == whole || one.path == whole + ".value" || one.path == whole + ".@odata.type";
  });
}

auto hide(object::Setting& setting, const Change& change) -> void {
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
  if (auto* policy = std::get_if<object::Policy>(&live.object)) {
    for (auto& setting : policy->settings) hide(setting, change);
  }
  return live;
}

auto live_to_json(const object::Live& live) -> Json {
  auto json = before_to_json(live);
  if (object::kind_of(live.object) != object::Kind::Policy) return json;
  for (auto& setting : json["omaSettings"]) {
    if (setting.erase("isEncrypted") == 0) continue;
    setting.erase("secretReferenceValueId");
    setting["value"] = {{"secret", true}};
  }
  return json;
}

auto live_from_json(object::Kind kind, nlohmann::json json) -> base::Result<object::Live> {
  if (!json.is_object()) return base::Error{"is no object", {}};
  const auto left_out = kind == object::Kind::Policy ? fill_left_out(json) : std::vector<std::size_t>();
  auto live = before_from_json(kind, json);
  if (!live.ok()) return live;
  for (const auto index : left_out) {
    std::get<object::Policy>(live.value().object).settings[index].value = object::Masked{};
  }
  return live;
}

}  // namespace pinwright::plan
