#include "object/from_graph.hpp"

#include <algorithm>
#include <cassert>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_reader.hpp"
#include "grammar/datetime.hpp"
#include "object/codec/codec.hpp"
#include "object/codec/read_live.hpp"

namespace pinwright::object {

using Json = nlohmann::json;

namespace {

/// A rule stays behind when a dynamic group is turned into an assigned one, and rules nothing.
auto is_dynamic(const base::JsonReader& group) -> bool {
  const auto* types = group.optional_array("groupTypes");
  return types == nullptr || std::find(types->begin(), types->end(), "DynamicMembership") != types->end();
}

/// Lists and single objects spell one instant in ways of their own, and lists may leave out the fraction.
auto whole_second(const std::string& text) -> std::string {
  auto utc = grammar::datetime_to_utc(text).value_or(text);
  const auto point = utc.find('.');
  if (point == std::string::npos || !utc.ends_with('Z')) return utc;
  return utc.substr(0, point) + 'Z';
}

}  // namespace

auto text_or_none(const base::JsonReader& reader, std::string_view name) -> std::optional<std::string> {
  auto text = reader.optional_text(name);
  if (text && text->empty()) text.reset();
  return text;
}

auto live_from_graph(const base::JsonReader& reader) -> Live {
  Live live;
  live.id = reader.text("id");
  live.created = reader.optional_text("createdDateTime").value_or("");
  live.last_modified = whole_second(reader.optional_text("lastModifiedDateTime").value_or(""));
  live.version = reader.optional_int32("version").value_or(0);
  return live;
}

auto scope_tags_from_graph(const base::JsonReader& policy) -> std::optional<std::vector<Reference>> {
  if (!policy.has("roleScopeTagIds")) return std::nullopt;
  std::vector<Reference> tags;
  for (auto& id : policy.texts("roleScopeTagIds")) tags.push_back({{}, {}, std::move(id)});
  return tags;
}

auto is_policy(const Json& entity) -> bool {
  const auto* codec = codec_for(entity);
  return codec != nullptr && (codec->is_for_windows == nullptr || codec->is_for_windows(entity));
}

auto policy_from_graph(const Json& entity, const csp::Catalog* catalog) -> base::Result<Live> {
  const auto* codec = codec_for(entity);
  // What is of no type says so in the words of the first.
  return (codec != nullptr ? *codec : codec_of(Target::Custom)).from_graph(entity, catalog);
}

auto group_from_graph(const Json& entity) -> base::Result<Live> {
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(entity, errors);
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
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(entity, errors);
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

auto look_up(Policy& policy, const csp::Catalog* catalog) -> void {
  const auto& codec = codec_of(policy.target);
  std::vector<Setting> settings;
  for (auto& setting : policy.settings) {
    setting.key = setting.key.in(catalog);
    if (codec.read_again == nullptr || setting.key.parsed() != nullptr) {
      settings.push_back(std::move(setting));
      continue;
    }
    for (auto& one : codec.read_again(setting, catalog)) settings.push_back(std::move(one));
  }
  policy.settings = std::move(settings);
}

auto reveal(Setting& setting, std::string plain_text) -> void {
  const auto* mask = std::get_if<Masked>(&setting.value);
  assert(mask != nullptr && !mask->reference.empty());
  setting.revealed_from = mask->reference;
  setting.value = std::move(plain_text);
}

auto reveal_as(Setting& setting, const Setting& other) -> void {
  assert(setting.type == other.type);
  const auto* mask = std::get_if<Masked>(&setting.value);
  assert(mask != nullptr && !mask->reference.empty());
  setting.revealed_from = mask->reference;
  setting.value = other.value;
}

}  // namespace pinwright::object
