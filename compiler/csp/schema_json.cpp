#include "csp/schema_json.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/json.hpp"
#include "csp/json_out.hpp"

namespace pinwright::csp {
namespace {

using Json = nlohmann::ordered_json;
using base::JsonReader;

auto to_json(const XmlSimpleFacts& simple) -> Json {
  Json out;
  out["kind"] = name(simple.kind);
  if (!simple.of.empty()) out["of"] = simple.of;
  if (!simple.values.empty()) out["values"] = simple.values;
  put_text(out, "pattern", simple.pattern);
  put_stated(out, "min", simple.min);
  put_stated(out, "max", simple.max);
  put_stated(out, "minLength", simple.min_length);
  put_stated(out, "maxLength", simple.max_length);
  return out;
}

// The importer and the reader bound the depth.
auto to_json(const XmlParticleFacts& part) -> Json {
  Json out;
  out["kind"] = name(part.kind);
  if (part.min != 1) out["min"] = part.min;
  if (part.max != std::uint32_t{1}) put_stated(out, "max", part.max);
  put_flag(out, "unbounded", !part.max);
  if (part.kind == XmlParticleKind::Element) {
    out["name"] = part.name;
    put_flag(out, "qualified", part.qualified);
    out["type"] = part.type;
  }
  for (const auto& one : part.parts) out["parts"].push_back(to_json(one));
  return out;
}

auto to_json(const XmlTypeFacts& type) -> Json {
  Json out = Json::object();
  put_flag(out, "anything", type.anything);
  put_flag(out, "mixed", type.mixed);
  put_flag(out, "anyAttribute", type.any_attribute);
  put_stated(out, "text", type.text);
  if (type.content) out["content"] = to_json(*type.content);
  for (const auto& attribute : type.attributes) {
    Json row{{"name", attribute.name}, {"type", attribute.type}};
    put_flag(row, "required", attribute.required);
    out["attributes"].push_back(std::move(row));
  }
  return out;
}

constexpr std::array<std::string_view, 4> kSchemaKeys{"space", "roots", "types", "simple"};
constexpr std::array<std::string_view, 2> kRootKeys{"name", "type"};
constexpr std::array<std::string_view, 6> kTypeKeys{"anything", "mixed",   "anyAttribute",
                                                    "text",     "content", "attributes"};
constexpr std::array<std::string_view, 3> kAttributeKeys{"name", "type", "required"};
constexpr std::array<std::string_view, 8> kParticleKeys{"kind", "min",       "max",  "unbounded",
                                                        "name", "qualified", "type", "parts"};
constexpr std::array<std::string_view, 8> kSimpleKeys{"kind", "of",  "values",    "pattern",
                                                      "min",  "max", "minLength", "maxLength"};

/// Reads one schema; its tables are counted first, so that each index can be held against them.
class SchemaReader {
 public:
  explicit SchemaReader(const JsonReader& in) : in_(in), types_(size_of("types")), simple_(size_of("simple")) {}

  auto read() -> XmlSchemaFacts {
    in_.expect_only(kSchemaKeys);
    XmlSchemaFacts out;
    out.space = in_.optional_text("space").value_or("");
    for (const auto& root : in_.items("roots")) {
      root.expect_only(kRootKeys);
      out.roots.push_back({root.text("name"), index(root, "type", types_)});
    }
    for (const auto& one : in_.items("simple")) out.simple.push_back(simple(one, out.simple.size()));
    for (const auto& one : in_.items("types")) out.types.push_back(type(one));
    return out;
  }

 private:
  [[nodiscard]] auto size_of(std::string_view key) const -> std::size_t {
    const auto* rows = in_.array(key);
    return rows == nullptr ? 0 : rows->size();
  }

  static auto index(const JsonReader& in, std::string_view key, std::size_t count) -> std::uint32_t {
    const auto number = in.count(key);
    if (number >= count) in.fail(key, "leads nowhere");
    return static_cast<std::uint32_t>(number);
  }

  static auto number(const JsonReader& in, std::string_view key) -> std::optional<std::uint32_t> {
    const auto found = in.optional_count(key);
    if (!found) return std::nullopt;
    if (*found > UINT32_MAX) in.fail(key, "is too large");
    return static_cast<std::uint32_t>(*found);
  }

  static auto simple(const JsonReader& in, std::size_t own) -> XmlSimpleFacts {
    in.expect_only(kSimpleKeys);
    XmlSimpleFacts out;
    out.kind = in.word("kind", xml_simple_kind_of).value_or(XmlSimpleKind::Any);
    for (const auto one : in.optional_int64s("of")) {
      if (one < 0 || static_cast<std::size_t>(one) >= own) in.fail("of", "names a type that does not stand before it");
      out.of.push_back(static_cast<std::uint32_t>(one));
    }
    const bool has_one = out.kind == XmlSimpleKind::Restriction || out.kind == XmlSimpleKind::List;
    const bool fits = has_one ? out.of.size() == 1 : (out.kind == XmlSimpleKind::Union) != out.of.empty();
    if (!fits) in.fail("of", "does not name as many types as its kind is made of");
    out.values = in.optional_texts("values");
    out.pattern = in.optional_text("pattern").value_or("");
    out.min = in.optional_text("min");
    out.max = in.optional_text("max");
    out.min_length = number(in, "minLength");
    out.max_length = number(in, "maxLength");
    return out;
  }

  [[nodiscard]] auto particle(const JsonReader& in, std::size_t depth) const -> XmlParticleFacts {
    in.expect_only(kParticleKeys);
    XmlParticleFacts out;
    out.kind = in.word("kind", xml_particle_kind_of).value_or(XmlParticleKind::Any);
    out.min = number(in, "min").value_or(1);
    out.max = number(in, "max").value_or(1);
    if (in.optional_boolean("unbounded").value_or(false)) out.max.reset();
    if (out.kind == XmlParticleKind::Element) {
      out.name = in.text("name");
      out.qualified = in.optional_boolean("qualified").value_or(false);
      out.type = index(in, "type", types_);
    }
    if (depth >= kMaxSchemaDepth) in.fail("is nested too deeply");
    if (in.failed()) return out;
    for (const auto& one : in.optional_items("parts")) out.parts.push_back(particle(one, depth + 1));
    return out;
  }

  [[nodiscard]] auto type(const JsonReader& in) const -> XmlTypeFacts {
    in.expect_only(kTypeKeys);
    XmlTypeFacts out;
    out.anything = in.optional_boolean("anything").value_or(false);
    out.mixed = in.optional_boolean("mixed").value_or(false);
    out.any_attribute = in.optional_boolean("anyAttribute").value_or(false);
    if (in.has("text")) out.text = index(in, "text", simple_);
    if (const auto content = in.optional_object("content")) {
      out.content = particle(*content, 0);
      const auto problem = ambiguity(*out.content);
      if (!problem.empty()) in.fail("content", "could be read in two ways: " + problem);
    }
    for (const auto& row : in.optional_items("attributes")) {
      row.expect_only(kAttributeKeys);
      out.attributes.push_back(
          {row.text("name"), index(row, "type", simple_), row.optional_boolean("required").value_or(false)});
    }
    return out;
  }

  const JsonReader& in_;
  std::size_t types_, simple_;
};

}  // namespace

auto to_json(const XmlSchemaFacts& schema) -> Json {
  Json out = Json::object();
  if (!schema.space.empty()) out["space"] = schema.space;
  for (auto* table : {"roots", "types", "simple"}) out[table] = Json::array();
  for (const auto& root : schema.roots) out["roots"].push_back({{"name", root.name}, {"type", root.type}});
  for (const auto& type : schema.types) out["types"].push_back(to_json(type));
  for (const auto& simple : schema.simple) out["simple"].push_back(to_json(simple));
  return out;
}

auto read_schema(const JsonReader& in) -> XmlSchemaFacts { return SchemaReader(in).read(); }

}  // namespace pinwright::csp
