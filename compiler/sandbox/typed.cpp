#include "sandbox/typed.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr auto kTypeKey = "@odata.type";
constexpr std::string_view kNoDate = "0001-01-01T00:00:00Z";

/// The type that the object names, or the expected one.
auto actual_type(const json& object, const Type& expected) -> const Type& {
  const auto* named = find_type(text_of(object, kTypeKey));
  return named != nullptr && derives(*named, expected.name) ? *named : expected;
}

auto stored_value(const json& value, const Property& property) -> json {
  if (value.is_null()) return value;
  switch (property.type) {
    case Edm::Single:
      return static_cast<double>(static_cast<float>(value.get<double>()));
    case Edm::Binary:
      return base::base64_encode(decode_binary(value.get_ref<const std::string&>()).value_or(""));
    case Edm::DateTimeOffset:
      return to_text(parse_instant(value.get_ref<const std::string&>()).value_or(0), Fraction::Shortest);
    case Edm::Guid:
      return base::folded(value.get_ref<const std::string&>());
    case Edm::Complex:
      return stored_form(value, *find_type(property.of));
    case Edm::ComplexList: {
      json list = json::array();
      for (const auto& one : value) list.push_back(stored_form(one, *find_type(property.of)));
      return list;
    }
    case Edm::Boolean:
    case Edm::Int32:
    case Edm::Int64:
    case Edm::Double:
    case Edm::String:
    case Edm::Date:
    case Edm::TimeOfDay:
    case Edm::Enumeration:
    case Edm::Flags:
    case Edm::EnumerationList:
    case Edm::StringList:
      return value;
  }
  return value;
}

/// What an enumeration says when nobody has said anything.
auto default_member(std::string_view members, Api api) -> std::string_view {
  for (const std::string_view preferred : {"notConfigured", "none", "userDefined"}) {
    if (has_member(members, preferred, api)) return preferred;
  }
  for (auto one : base::split(members, '|')) {
    if (one.starts_with('+')) one.remove_prefix(1);
    if (has_member(members, one, api)) return one;
  }
  return {};
}

/// nullopt: there is none, the property is left out.
auto default_value(const Property& property, Api api) -> std::optional<json> {
  if (property.type == Edm::EnumerationList || property.type == Edm::StringList || property.type == Edm::ComplexList) {
    return json::array();
  }
  if (property.nullable) return json(nullptr);
  switch (property.type) {
    case Edm::Boolean:
      return json(false);
    case Edm::Int32:
    case Edm::Int64:
    case Edm::Single:
    case Edm::Double:
      return json(0);
    case Edm::Guid:
      return json(kZeroGuid);
    case Edm::DateTimeOffset:
      return json(kNoDate);
    case Edm::Enumeration:
    case Edm::Flags:
      return json(default_member(property.of, api));
    case Edm::String:
    case Edm::Binary:
      return json("");
    case Edm::Date:
    case Edm::TimeOfDay:
    case Edm::Complex:
    case Edm::EnumerationList:
    case Edm::StringList:
    case Edm::ComplexList:
      break;
  }
  return std::nullopt;
}

auto shown_value(const json& stored, const Property& property, Api api) -> json {
  if (stored.is_null() && property.type != Edm::ComplexList) return stored;
  // What beta alone knows is shown by v1.0 as if nobody had said anything.
  const bool is_enumeration = property.type == Edm::Enumeration || property.type == Edm::Flags;
  if (is_enumeration && !has_members(property.of, stored.get<std::string>(), api)) {
    return json(default_member(property.of, api));
  }
  if (property.type == Edm::Complex) return shown_form(stored, *find_type(property.of), api);
  if (property.type != Edm::ComplexList) return stored;
  json list = json::array();
  for (const auto& one : stored) list.push_back(shown_form(one, *find_type(property.of), api));
  return list;
}

}  // namespace

auto stored_form(const json& body, const Type& expected) -> json {
  const auto& type = actual_type(body, expected);
  json stored = json::object();
  if (body.contains(kTypeKey)) stored[kTypeKey] = "#microsoft.graph." + std::string(type.name);
  for_each_property(type, Api::Beta, [&](const Property& property) {
    const auto found = body.find(property.name);
    if (found != body.end()) stored[std::string(property.name)] = stored_value(*found, property);
  });
  return stored;
}

auto shown_form(const json& stored, const Type& expected, Api api) -> json {
  const auto& type = actual_type(stored, expected);
  json shown = json::object();
  if (expected.is_abstract || &type != &expected) shown[kTypeKey] = "#microsoft.graph." + std::string(type.name);
  for_each_property(type, api, [&](const Property& property) {
    if (property.access == Access::Part || property.access == Access::Linked) return;
    const auto found = stored.find(property.name);
    auto value = found == stored.end() ? default_value(property, api) : shown_value(*found, property, api);
    if (value) shown[std::string(property.name)] = *std::move(value);
  });
  return shown;
}

auto known_form(const json& body, const Type& expected) -> json {
  if (!body.is_object()) return body;
  const auto& type = actual_type(body, expected);
  json known = json::object();
  if (body.contains(kTypeKey)) known[kTypeKey] = body.at(kTypeKey);
  for_each_property(type, Api::Beta, [&](const Property& property) {
    const auto found = body.find(property.name);
    if (found == body.end()) return;
    auto& value = known[std::string(property.name)];
    const bool is_list = property.type == Edm::ComplexList && found->is_array();
    value = property.type == Edm::Complex ? known_form(*found, *find_type(property.of)) : *found;
    if (!is_list) return;
    value = json::array();
    for (const auto& one : *found) value.push_back(known_form(one, *find_type(property.of)));
  });
  return known;
}

}  // namespace pinwright::sandbox
