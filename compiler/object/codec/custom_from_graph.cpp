#include "object/codec/custom_from_graph.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "grammar/datetime.hpp"
#include "object/codec/custom.hpp"
#include "object/codec/read_live.hpp"
#include "object/from_graph.hpp"
#include "object/graph_reader.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kTextMask = "****";
constexpr std::string_view kXmlMask = "PGEvPg==";  // base64 of <a/>

auto read_type(GraphReader& reader) -> DataType {
  const auto name = reader.text("@odata.type");
  if (const auto type = type_of_odata(name)) return *type;
  reader.fail("@odata.type", "names no type of an OMA-URI setting");
  return DataType::String;
}

auto looks_masked(GraphReader& reader, DataType type) -> bool {
  return reader.optional_text("value") == (type == DataType::StringXml ? kXmlMask : kTextMask);
}

/// v1.0 knows no isEncrypted: there the look of a value is all there is to go by.
auto read_mask(GraphReader& reader, DataType type) -> std::optional<Masked> {
  const auto encrypted = reader.optional_boolean("isEncrypted");
  auto reference = reader.optional_text("secretReferenceValueId").value_or("");
  // Numbers and Booleans have no room for a mask: Intune shows them as they are.
  if (!row_of(type).is_text) return std::nullopt;
  const bool may_look_so = !encrypted || !reference.empty();
  if (!encrypted.value_or(false) && !(may_look_so && looks_masked(reader, type))) return std::nullopt;
  return Masked{std::move(reference)};
}

auto read_xml(GraphReader& reader) -> std::string {
  auto bytes = base::base64_decode(reader.text("value"));
  if (!bytes) reader.fail("value", "is no base64");
  return std::move(bytes).value_or("");
}

auto read_date_time(GraphReader& reader) -> std::string {
  auto text = reader.text("value");
  if (!grammar::datetime_to_utc(text)) reader.fail("value", "is no date and time");
  return text;
}

auto read_value(GraphReader& reader, DataType type) -> SettingValue {
  if (auto mask = read_mask(reader, type)) return *std::move(mask);
  switch (type) {
    case DataType::Boolean:
      return reader.boolean("value");
    case DataType::Integer:
      return reader.int32("value");
    case DataType::FloatingPoint:
      return reader.single("value");
    case DataType::StringXml:
      return read_xml(reader);
    case DataType::DateTime:
      return read_date_time(reader);
    case DataType::String:
    case DataType::Base64:
      return reader.text("value");
  }
  return {};
}

auto setting_from_graph(GraphReader& reader) -> Setting {
  Setting setting;
  setting.type = read_type(reader);
  setting.key = SettingKey::of_oma_uri(reader.text("omaUri"));
  setting.display_name = reader.text("displayName");
  setting.description = text_or_none(reader, "description");
  if (row_of(setting.type).takes_file_name) setting.file_name = reader.optional_text("fileName").value_or("");
  setting.value = read_value(reader, setting.type);
  return setting;
}

auto settings_from_graph(GraphReader& policy) -> base::Result<std::vector<Setting>> {
  std::vector<Setting> settings;
  const auto* list = policy.optional_array("omaSettings");
  if (policy.failed()) return policy.error();
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    GraphReader reader((*list)[i], fmt::format("{}/{}", policy.pointer_of("omaSettings"), i));
    auto setting = setting_from_graph(reader);
    if (reader.failed()) return reader.error();
    settings.push_back(std::move(setting));
  }
  return settings;
}

auto scope_tags_from_graph(GraphReader& policy) -> std::optional<std::vector<Reference>> {
  const auto* list = policy.optional_array("roleScopeTagIds");
  if (list == nullptr) return std::nullopt;
  std::vector<Reference> tags;
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto* id = (*list)[i].get_ptr<const std::string*>();
    if (id == nullptr) policy.fail(fmt::format("roleScopeTagIds/{}", i), "is no string");
    if (id != nullptr) tags.push_back({{}, {}, *id});
  }
  return tags;
}

}  // namespace

auto custom_from_graph(const Json& entity) -> base::Result<Live> {
  GraphReader reader(entity, "");
  auto live = live_from_graph(reader);
  Policy policy;
  policy.display_name = reader.text("displayName");
  policy.description = text_or_none(reader, "description");
  policy.scope_tags = scope_tags_from_graph(reader);
  if (codec_for(entity) != &codec_of(Target::Custom))
    reader.fail("@odata.type", fmt::format("is not `{}`", kCustomCodec.odata_type));
  if (!entity.contains("omaSettings")) reader.fail("omaSettings", "is missing");
  auto settings = settings_from_graph(reader);
  if (reader.failed()) return reader.error();
  if (!settings.ok()) return settings.error();
  policy.settings = std::move(settings).value();
  live.object = std::move(policy);
  if (const auto* list = reader.optional_array("assignments")) {
    auto assignments = assignments_from_graph(*list);
    if (!assignments.ok()) return assignments.error();
    live.assignments = std::move(assignments).value();
  }
  if (reader.failed()) return reader.error();
  return live;
}

}  // namespace pinwright::object
