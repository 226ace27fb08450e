#include "plan/journal/live_records.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "base/json_reader.hpp"
#include "object/canonical.hpp"
#include "object/setting_path.hpp"
#include "object/to_graph.hpp"
#include "plan/file/bodies.hpp"

namespace pinwright::plan {

using Json = nlohmann::ordered_json;

namespace {

/// What a change knows of the values of the object that it writes.
class KnownValues {
 public:
  explicit KnownValues(const Change& change) : hidden_(change.hidden) {
    for (const auto& setting : change.revealed) by_mask_.emplace(setting.revealed_from, &setting);
    for (const auto& one : change.paths) altered_.insert(one.path);
    const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
    if (policy == nullptr) return;
    for (std::size_t i = 0; i < policy->settings.size(); ++i) {
      const auto& setting = policy->settings[i];
      const auto changed = i < change.secret_changed.size() ? change.secret_changed[i] : std::nullopt;
      declared_.emplace(object::identity(setting), Declared{&setting, changed});
    }
  }

  /// Puts in what may stand in a journal.
  auto settle(object::Setting& setting) const -> void {
    const auto found = declared_.find(object::identity(setting));
    const auto* declared = found == declared_.end() ? nullptr : found->second.setting;
    const bool from_environment = declared != nullptr && !declared->secrets.empty();
    if (from_environment) {
      if (found->second.changed == false && declared->type == setting.type) {
        setting.secrets = declared->secrets;
        setting.value = declared->value;
      } else {
        setting.value = object::Masked{};
      }
    } else if (is_hidden(setting)) {
      setting.value = object::Masked{};
    } else if (object::is_masked(setting)) {
      setting.value = behind_mask(setting, declared);
    }
    setting.revealed_from.clear();
  }

 private:
  struct Declared {
    const object::Setting* setting = nullptr;
    std::optional<bool> changed;  // of a secret, against live
  };

  [[nodiscard]] auto is_hidden(const object::Setting& setting) const -> bool {
    return std::binary_search(hidden_.begin(), hidden_.end(), object::identity(setting));
  }

  [[nodiscard]] auto behind_mask(const object::Setting& setting, const object::Setting* declared) const
      -> object::SettingValue {
    const auto& reference = std::get<object::Masked>(setting.value).reference;
    const auto found = reference.empty() ? by_mask_.end() : by_mask_.find(reference);
    if (found != by_mask_.end() && found->second->type == setting.type) return found->second->value;
    const bool is_kept = declared != nullptr && declared->type == setting.type && !is_altered(*declared);
    return is_kept ? declared->value : object::SettingValue(object::Masked{});
  }

  [[nodiscard]] auto is_altered(const object::Setting& setting) const -> bool {
    return altered_.contains(object::setting_path(setting)) ||
           altered_.contains(object::setting_path(setting, "value")) ||
           altered_.contains(object::setting_path(setting, "@odata.type"));
  }

  const std::vector<std::string>& hidden_;
  std::map<std::string_view, const object::Setting*> by_mask_;
  std::map<std::string_view, Declared> declared_;
  std::set<std::string_view> altered_;
};

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

/// A value that was left out, by the index of its setting.
struct LeftOut {
  std::size_t index = 0;
  object::SettingValue value = object::Masked{};
  std::vector<std::string> variables;
};

auto left_out(const nlohmann::json& value, std::size_t index) -> base::Result<LeftOut> {
  LeftOut one;
  one.index = index;
  base::JsonErrors errors("the value");
  const base::JsonReader reader(value, errors);
  one.variables = reader.optional_texts("variables");
  if (!one.variables.empty()) one.value = object::value_of_text(reader.text("text"));
  if (errors.failed()) return errors.error();
  return one;
}

/// Puts stand-ins where values were left out.
auto take_left_out(nlohmann::json& policy) -> base::Result<std::vector<LeftOut>> {
  std::vector<LeftOut> all;
  const auto settings = policy.find("omaSettings");
  if (settings == policy.end() || !settings->is_array()) return all;
  for (std::size_t i = 0; i < settings->size(); ++i) {
    auto& setting = (*settings)[i];
    if (!setting.is_object() || !setting.contains("value") || !setting["value"].is_object()) continue;
    auto one = left_out(setting["value"], i);
    if (!one.ok()) return one.error();
    all.push_back(std::move(one).value());
    setting["value"] = stand_in(setting);
  }
  return all;
}

/// Takes the values from the environment out of `live`; what stands for each in a journal, by index.
auto take_variables(object::Live& live) -> std::map<std::size_t, Json> {
  std::map<std::size_t, Json> values;
  auto* policy = std::get_if<object::Policy>(&live.object);
  for (std::size_t i = 0; policy != nullptr && i < policy->settings.size(); ++i) {
    auto& setting = policy->settings[i];
    const auto text = object::text_of(setting.value);
    if (!text || setting.secrets.empty()) continue;
    values.emplace(i, Json{{"secret", true}, {"text", *text}, {"variables", setting.secrets}});
    setting.value = object::Masked{};
  }
  return values;
}

}  // namespace

auto without_secrets(object::Live live, const Change& change) -> object::Live {
  auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return live;
  const KnownValues known(change);
  for (auto& setting : policy->settings) known.settle(setting);
  return live;
}

auto live_to_json(const object::Live& live) -> Json {
  if (object::kind_of(live.object) != object::Kind::Policy) return before_to_json(live);
  auto shown = live;
  const auto variables = take_variables(shown);
  auto json = before_to_json(shown);
  auto& settings = json["omaSettings"];
  for (std::size_t i = 0; i < settings.size(); ++i) {
    auto& setting = settings[i];
    if (setting.erase("isEncrypted") == 0) continue;
    setting.erase("secretReferenceValueId");
    const auto found = variables.find(i);
    setting["value"] = found == variables.end() ? Json{{"secret", true}} : found->second;
  }
  return json;
}

auto live_from_json(object::Kind kind, nlohmann::json json) -> base::Result<object::Live> {
  if (!json.is_object()) return base::Error{"is no object", {}};
  auto values = kind == object::Kind::Policy ? take_left_out(json) : base::Result(std::vector<LeftOut>());
  if (!values.ok()) return values.error();
  auto live = before_from_json(kind, json);
  if (!live.ok()) return live;
  for (auto& one : values.value()) {
    auto& setting = std::get<object::Policy>(live.value().object).settings.at(one.index);
    setting.value = std::move(one.value);
    setting.secrets = std::move(one.variables);
  }
  return live;
}

}  // namespace pinwright::plan
