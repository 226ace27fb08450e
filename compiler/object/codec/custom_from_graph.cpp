#include "object/codec/custom_from_graph.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/json_line.hpp"
#include "base/json_reader.hpp"
#include "grammar/datetime.hpp"
#include "object/codec/assignments_from_graph.hpp"
#include "object/codec/custom.hpp"
#include "object/codec/read_live.hpp"
#include "object/from_graph.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kApplicabilityRule = "deviceManagementApplicabilityRule";

auto read_type(const base::JsonReader& reader) -> DataType {
  const auto name = reader.text("@odata.type");
  if (const auto type = type_of_odata(name)) return *type;
  reader.fail("@odata.type", "names no type of an OMA-URI setting");
  return DataType::String;
}

auto looks_masked(const base::JsonReader& reader, DataType type) -> bool {
  return reader.optional_text("value") == (type == DataType::StringXml ? kXmlMask : kTextMask);
}

/// v1.0 knows no isEncrypted: there the look of a value is all there is to go by.
auto read_mask(const base::JsonReader& reader, DataType type) -> std::optional<Masked> {
  const auto encrypted = reader.optional_boolean("isEncrypted");
  auto reference = reader.optional_text("secretReferenceValueId").value_or("");
  // Numbers and Booleans have no room for a mask: Intune shows them as they are.
  if (!row_of(type).is_text) return std::nullopt;
  const bool may_look_so = !encrypted || !reference.empty();
  if (!encrypted.value_or(false) && !(may_look_so && looks_masked(reader, type))) return std::nullopt;
  return Masked{std::move(reference)};
}

auto read_xml(const base::JsonReader& reader) -> std::string {
  auto bytes = base::base64_decode(reader.text("value"));
  if (!bytes) reader.fail("value", "is not base64");
  return std::move(bytes).value_or("");
}

auto read_date_time(const base::JsonReader& reader) -> std::string {
  auto text = reader.text("value");
  if (!grammar::datetime_to_utc(text)) reader.fail("value", "is not a date and time");
  return text;
}

auto read_value(const base::JsonReader& reader, DataType type) -> SettingValue {
  if (auto mask = read_mask(reader, type)) return *std::move(mask);
  switch (type) {
    case DataType::Boolean:
      return reader.boolean("value");
    case DataType::Integer:
      return reader.int32("value");
    case DataType::FloatingPoint:
      return reader.single("value");
    case DataType::StringXml:
      return value_of_text(read_xml(reader));
    case DataType::DateTime:
      return read_date_time(reader);
    case DataType::String:
      return value_of_text(reader.text("value"));
    case DataType::Base64:
      return reader.text("value");
  }
  return {};
}

auto setting_from_graph(const base::JsonReader& reader, const csp::Catalog* catalog) -> Setting {
  Setting setting;
  setting.type = read_type(reader);
  setting.key = SettingKey::of_oma_uri(reader.text("omaUri")).in(catalog);
  setting.display_name = reader.text("displayName");
  setting.description = text_or_none(reader, "description");
  if (row_of(setting.type).takes_file_name) setting.file_name = reader.optional_text("fileName").value_or("");
  setting.value = read_value(reader, setting.type);
  return setting;
}

auto settings_from_graph(const base::JsonReader& policy, const csp::Catalog* catalog) -> std::vector<Setting> {
  policy.expect_present("omaSettings");
  std::vector<Setting> settings;
  for (const auto& setting : policy.optional_items("omaSettings"))
    settings.push_back(setting_from_graph(setting, catalog));
  return settings;
}

auto applicability_rules_in(const Json& entity) -> std::string {
  auto rules = Json::object();
  for (const auto& [key, value] : entity.items()) {
    if (key.starts_with(kApplicabilityRule) && !value.is_null()) rules[key] = value;
  }
  return rules.empty() ? std::string() : base::json_line(rules);
}

}  // namespace

auto custom_from_graph(const Json& entity, const csp::Catalog* catalog) -> base::Result<Live> {
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(entity, errors);
  auto live = live_from_graph(reader);
  Policy policy;
  policy.display_name = reader.text("displayName");
  policy.description = text_or_none(reader, "description");
  policy.scope_tags = scope_tags_from_graph(reader);
  if (codec_for(entity) != &codec_of(Target::Custom))
    reader.fail("@odata.type", fmt::format("is not `{}`", kCustomCodec.odata_type));
  policy.settings = settings_from_graph(reader, catalog);
  policy.applicability_rules = applicability_rules_in(entity);
  live.object = std::move(policy);
  live.assignments = assignments_from_graph(reader).value_or(std::vector<Assignment>());
  if (reader.failed()) return reader.error();
  return live;
}

auto custom_known_settings(const Json& entity, const csp::Catalog* catalog) -> std::vector<Setting> {
  std::vector<Setting> settings;
  const auto list = entity.find("omaSettings");
  if (list == entity.end() || !list->is_array()) return settings;
  for (const auto& one : *list) {
    base::JsonErrors errors(kAnswer);
    const base::JsonReader reader(one, errors);
    auto setting = setting_from_graph(reader, catalog);
    if (!errors.failed()) settings.push_back(std::move(setting));
  }
  return settings;
}

}  // namespace pinwright::object
