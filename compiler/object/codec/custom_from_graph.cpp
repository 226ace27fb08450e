#include "object/from_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "grammar/datetime.hpp"
#include "object/graph_reader.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kCustomPolicy = "#microsoft.graph.windows10CustomConfiguration";
constexpr std::string_view kTextMask = "****";
constexpr std::string_view kXmlMask = "PGEvPg==";  // base64 of <a/>

constexpr std::array<DataType, 7> kTypes{DataType::Boolean,   DataType::Integer,  DataType::String,
                                         DataType::StringXml, DataType::DateTime, DataType::FloatingPoint,
                                         DataType::Base64};

/// null, "" and absent are one.
auto text_or_none(GraphReader& reader, std::string_view name) -> std::optional<std::string> {
  auto text = reader.optional_text(name);
  if (text && text->empty()) text.reset();
  return text;
}

auto read_type(GraphReader& reader) -> DataType {
  const auto name = reader.text("@odata.type");
  const auto* const type =
      std::find_if(kTypes.begin(), kTypes.end(), [&](DataType one) { return odata_type(one) == name; });
  if (type != kTypes.end()) return *type;
  reader.fail("@odata.type", "names no type of an OMA-URI setting");
  return DataType::String;
}

/// Numbers and Booleans have no room for a mask: Intune shows them as they are.
auto is_textual(DataType type) -> bool {
  return type == DataType::String || type == DataType::StringXml || type == DataType::Base64 ||
         type == DataType::DateTime;
}

auto looks_masked(GraphReader& reader, DataType type) -> bool {
  return reader.optional_text("value") == (type == DataType::StringXml ? kXmlMask : kTextMask);
}

/// v1.0 knows no isEncrypted: there the look of a value is all there is to go by.
auto read_mask(GraphReader& reader, DataType type) -> std::optional<Masked> {
  const auto encrypted = reader.optional_boolean("isEncrypted");
  auto reference = reader.optional_text("secretReferenceValueId").value_or("");
  if (!is_textual(type)) return std::nullopt;
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

auto setting_from_graph(GraphReader& reader) -> OmaSetting {
  OmaSetting setting;
  setting.type = read_type(reader);
  setting.oma_uri = reader.text("omaUri");
  setting.display_name = reader.text("displayName");
  setting.description = text_or_none(reader, "description");
  const bool takes_file_name = setting.type == DataType::StringXml || setting.type == DataType::Base64;
  if (takes_file_name) setting.file_name = reader.optional_text("fileName").value_or("");
  setting.value = read_value(reader, setting.type);
  return setting;
}

auto settings_from_graph(GraphReader& policy) -> base::Result<std::vector<OmaSetting>> {
  std::vector<OmaSetting> settings;
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

/// What every kind of object has.
auto live_from_graph(GraphReader& reader) -> Live {
  Live live;
  live.id = reader.text("id");
  live.created = reader.optional_text("createdDateTime").value_or("");
  live.last_modified = reader.optional_text("lastModifiedDateTime").value_or("");
  live.version = reader.optional_int32("version").value_or(0);
  return live;
}

/// A rule stays behind when a dynamic group is turned into an assigned one, and rules nothing.
auto is_dynamic(GraphReader& group) -> bool {
  const auto* types = group.optional_array("groupTypes");
  return types == nullptr || std::find(types->begin(), types->end(), "DynamicMembership") != types->end();
}

}  // namespace

auto is_custom_policy(const Json& entity) -> bool {
  if (!entity.is_object()) return false;
  const auto type = entity.find("@odata.type");
  return type != entity.end() && *type == kCustomPolicy;
}

auto policy_from_graph(const Json& entity) -> base::Result<Live> {
  GraphReader reader(entity, "");
  auto live = live_from_graph(reader);
  CustomPolicy policy;
  policy.display_name = reader.text("displayName");
  policy.description = text_or_none(reader, "description");
  policy.scope_tags = scope_tags_from_graph(reader);
  if (!is_custom_policy(entity)) reader.fail("@odata.type", fmt::format("is not `{}`", kCustomPolicy));
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

auto group_from_graph(const Json& entity) -> base::Result<Live> {
  GraphReader reader(entity, "");
  auto live = live_from_graph(reader);
  Group group;
  group.display_name = reader.optional_text("displayName").value_or("");
  group.description = text_or_none(reader, "description");
  if (is_dynamic(reader)) group.membership_rule = text_or_none(reader, "membershipRule");
  if (reader.failed()) return reader.error();
  live.object = std::move(group);
  return live;
}

auto filter_from_graph(const Json& entity) -> base::Result<Live> {
  GraphReader reader(entity, "");
  auto live = live_from_graph(reader);
  Filter filter;
  filter.display_name = reader.text("displayName");
  filter.description = text_or_none(reader, "description");
  filter.rule = reader.text("rule");
  filter.platform = reader.text("platform");
  if (reader.failed()) return reader.error();
  live.object = std::move(filter);
  return live;
}

auto reveal(OmaSetting& setting, std::string plain_text) -> void {
  const auto* mask = std::get_if<Masked>(&setting.value);
  assert(mask != nullptr && !mask->reference.empty());
  setting.revealed_from = mask->reference;
  setting.value = std::move(plain_text);
}

}  // namespace pinwright::object
