#include "model/json_schema.hpp"

#include <set>
#include <utility>

#include "base/json.hpp"
#include "model/codecs.hpp"

namespace pinwright::model {

using Json = nlohmann::ordered_json;

namespace {

/// `[A-Za-z0-9][A-Za-z0-9_-]{0,62}`, no Windows device name, no reserved word: name_problem() as a pattern.
constexpr std::string_view kNamePattern =
    "^(?!([Cc][Oo][Nn]|[Pp][Rr][Nn]|[Aa][Uu][Xx]|[Nn][Uu][Ll]|([Cc][Oo][Mm]|[Ll][Pp][Tt])[1-9]"
    "|[Aa][Ll][Ll]([Dd][Ee][Vv][Ii][Cc][Ee][Ss]|[Uu][Ss][Ee][Rr][Ss])?|[Nn][Oo][Nn][Ee])$)[A-Za-z0-9][A-Za-z0-9_-]{0,"
    "62}$";

class SchemaWriter {
 public:
  auto run(const Record& top, std::string_view title) -> std::string {
    Json root = record(top);
    Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"}, {"title", title}};
    for (auto& [key, value] : root.items()) schema[key] = std::move(value);
    schema["$defs"] = std::move(definitions_);
    return schema.dump(2) + "\n";
  }

 private:
  auto shape(const Shape& shape) -> Json {
    switch (shape.kind) {
      case Shape::Kind::Text:
        return {{"type", "string"}};
      case Shape::Kind::Name:
        return {{"type", "string"}, {"pattern", kNamePattern}};
      case Shape::Kind::Boolean:
        return {{"type", "boolean"}};
      case Shape::Kind::Integer:
        return {{"type", "integer"}};
      case Shape::Kind::Scalar:
        return {{"type", {"string", "number", "boolean"}}};
      case Shape::Kind::Words:
        return {{"enum", shape.words}};
      case Shape::Kind::Null:
        return {{"type", "null"}};
      case Shape::Kind::List:
        return {{"type", "array"}, {"items", this->shape(shape.parts.front())}};
      case Shape::Kind::NameMap:
        return name_map(shape.parts.front());
      case Shape::Kind::TextMap:
        return {{"type", "object"}, {"additionalProperties", this->shape(shape.parts.front())}};
      case Shape::Kind::Record:
        return reference(shape.record());
      case Shape::Kind::AnyOf:
        return any_of(shape.parts);
    }
    return {};
  }

  auto name_map(const Shape& value) -> Json {
    return {{"type", "object"}, {"propertyNames", {{"pattern", kNamePattern}}}, {"additionalProperties", shape(value)}};
  }

  auto any_of(const std::vector<Shape>& parts) -> Json {
    Json list = Json::array();
    for (const auto& part : parts) list.push_back(shape(part));
    return {{"anyOf", std::move(list)}};
  }

  auto reference(const Record& record) -> Json {
    const std::string name(record.name);
    if (written_.insert(name).second) {
      auto definition = this->record(record);
      definitions_[name] = std::move(definition);
    }
    return {{"$ref", "#/$defs/" + name}};
  }

  auto record(const Record& record) -> Json {
    Json properties = Json::object();
    Json required = Json::array();
    for (const auto& key : record.keys) {
      Json property{{"description", key.help}};
      auto described = shape(key.shape());
      for (auto& [name, value] : described.items()) property[name] = std::move(value);
      properties[std::string(key.name)] = std::move(property);
      if (key.required) required.push_back(key.name);
    }
    Json json{{"description", record.help}, {"type", "object"}, {"properties", std::move(properties)}};
    if (!required.empty()) json["required"] = std::move(required);
    json["additionalProperties"] = false;
    auto rules = exactly_one(record);
    for (auto& rule : never_both(record)) rules.push_back(std::move(rule));
    if (!rules.empty()) json["allOf"] = std::move(rules);
    return json;
  }

  static auto exactly_one(const Record& record) -> Json {
    Json all = Json::array();
    for (const auto& group : record.exactly_one) {
      Json one = Json::array();
      for (const auto key : group) one.push_back({{"required", {key}}});
      all.push_back({{"oneOf", std::move(one)}});
    }
    return all;
  }

  /// What `exactly_one` does not say already.
  static auto never_both(const Record& record) -> Json {
    Json all = Json::array();
    for (const auto& [key, other] : record.never_both) {
      if (!is_choice(record, key) || !is_choice(record, other)) all.push_back({{"not", {{"required", {key, other}}}}});
    }
    return all;
  }

  Json definitions_ = Json::object();
  std::set<std::string> written_;
};

}  // namespace

auto json_schema() -> std::string {
  return SchemaWriter().run(record_of<Fragment>(), "A file of a pinwright workspace");
}

auto auth_file_schema() -> std::string {
  return SchemaWriter().run(record_of<AuthFile>(), "The file of pinwright's --auth-file");
}

}  // namespace pinwright::model
