#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_reader.hpp"
#include "object/codec/assignments_from_graph.hpp"
#include "object/codec/codec.hpp"
#include "object/codec/read_live.hpp"
#include "object/from_graph.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

/// The text of this name; nullopt when it is absent, or no text.
auto text_in(const Json& entity, std::string_view name) -> std::optional<std::string> {
  base::JsonErrors errors(kAnswer);
  const base::JsonReader reader(entity, errors);
  auto text = text_or_none(reader, name);
  return errors.failed() ? std::nullopt : std::move(text);
}

auto known_assignments(const Json& entity) -> std::vector<Assignment> {
  std::vector<Assignment> known;
  const auto list = entity.find("assignments");
  if (list == entity.end() || !list->is_array()) return known;
  for (const auto& one : *list) {
    const Json alone{{"assignments", Json::array({one})}};
    base::JsonErrors errors(kAnswer);
    const base::JsonReader reader(alone, errors);
    auto assignments = assignments_from_graph(reader);
    if (!errors.failed() && assignments) known.push_back(std::move(assignments->front()));
  }
  return known;
}

auto known_policy(const Json& entity, const csp::Catalog* catalog) -> Policy {
  const auto* codec = codec_for(entity);
  Policy policy;
  if (codec == nullptr) return policy;
  policy.target = codec->target;
  if (codec->known_settings != nullptr) policy.settings = codec->known_settings(entity, catalog);
  return policy;
}

template <class Named>
auto named(Named object, const Json& entity) -> Named {
  object.display_name = text_in(entity, "displayName").value_or("");
  object.description = text_in(entity, "description");
  return object;
}

auto known_object(Kind kind, const Json& entity, const csp::Catalog* catalog) -> Object {
  switch (kind) {
    case Kind::Policy:
      return named(known_policy(entity, catalog), entity);
    case Kind::Group:
      return named(Group(), entity);
    case Kind::Filter:
      break;
  }
  return named(Filter(), entity);
}

}  // namespace

auto opaque_from_graph(Kind kind, const Json& entity, const base::Error& why, const csp::Catalog* catalog) -> Live {
  static const Json kNothing = Json::object();
  const auto& known = entity.is_object() ? entity : kNothing;
  Live live;
  live.id = text_in(known, "id").value_or("");
  live.object = known_object(kind, known, catalog);
  if (kind == Kind::Policy) live.assignments = known_assignments(known);
  live.created = text_in(known, "createdDateTime").value_or("");
  live.last_modified = text_in(known, "lastModifiedDateTime").value_or("");
  live.unreadable = why.message;
  return live;
}

}  // namespace pinwright::object
