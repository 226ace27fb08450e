#include "sandbox/validate.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kModel = "ModelValidationFailure";

auto flaw(std::string message) -> std::optional<Flaw> { return Flaw{std::string(kModel), std::move(message)}; }

/// `name@odata.type` and `name@odata.bind` may stand beside any property.
auto is_annotation(std::string_view key) -> bool {
  const auto at = key.find('@');
  return at != 0 && at != std::string_view::npos &&
         (key.substr(at) == "@odata.type" || key.substr(at) == "@odata.bind");
}

auto is_int32(const json& value) -> bool {
  using Limits = std::numeric_limits<std::int32_t>;
  if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= std::uint64_t{Limits::max()};
  return value.is_number_integer() && value.get<std::int64_t>() >= Limits::min() &&
         value.get<std::int64_t>() <= Limits::max();
}

auto is_date(std::string_view text) -> bool {
  return text.size() == 10 && parse_instant(std::string(text) + "T00:00:00Z").has_value();
}

auto is_time(std::string_view text) -> bool {
  return text.size() >= 8 && parse_instant("2000-01-01T" + std::string(text) + "Z").has_value();
}

auto is_single(const json& value) -> bool {
  return value.is_number() && std::isfinite(static_cast<float>(value.get<double>()));
}

auto is_list_of(const json& value, std::string_view members, Api api) -> bool {
  if (!value.is_array()) return false;
  for (const auto& one : value) {
    if (!one.is_string()) return false;
    if (!members.empty() && !has_member(members, one.get_ref<const std::string&>(), api)) return false;
  }
  return true;
}

/// Of all but the complex types.
auto is_value_of(const json& value, const Property& property, Api api) -> bool {
  const bool is_text = value.is_string();
  switch (property.type) {
    case Edm::Boolean:
      return value.is_boolean();
    case Edm::Int32:
      return is_int32(value);
    case Edm::Int64:
      return value.is_number_integer() &&
             (!value.is_number_unsigned() || value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX});
    case Edm::Double:
      return value.is_number();
    case Edm::Single:
      return is_single(value);
    case Edm::String:
      return is_text;
    case Edm::Binary:
      return is_text && decode_binary(value.get_ref<const std::string&>()).has_value();
    case Edm::DateTimeOffset:
      return is_text && parse_instant(value.get_ref<const std::string&>()).has_value();
    case Edm::Guid:
      return is_text && is_guid(value.get_ref<const std::string&>());
    case Edm::Date:
      return is_text && is_date(value.get_ref<const std::string&>());
    case Edm::TimeOfDay:
      return is_text && is_time(value.get_ref<const std::string&>());
    case Edm::Flags:
      return is_text && has_members(property.of, value.get_ref<const std::string&>(), api);
    case Edm::Enumeration:
      return is_text && has_member(property.of, value.get_ref<const std::string&>(), api);
    case Edm::EnumerationList:
      return is_list_of(value, property.of, api);
    case Edm::StringList:
      return is_list_of(value, {}, api);
    case Edm::Complex:
      return value.is_object();
    case Edm::ComplexList:
      return value.is_array();
  }
  return false;
}

/// The type that the body is of, or why it cannot be told.
auto type_of(const json& body, const Type& expected, Api api, const Type*& type) -> std::optional<Flaw> {
  type = &expected;
  const auto written = body.find("@odata.type");
  if (written == body.end()) {
    return expected.is_abstract ? flaw("Cannot create an abstract class.") : std::nullopt;
  }
  if (!written->is_string()) return flaw("The annotation '@odata.type' must be a string.");
  const auto& name = written->get_ref<const std::string&>();
  type = find_type(name);
  if (type == nullptr || !has_type(api, *type))
    return flaw(fmt::format("The type '{}' is not known to the sandbox.", name));
  if (!derives(*type, expected.name)) {
    return flaw(fmt::format("The type '{}' is not assignable to the type 'microsoft.graph.{}'.", name, expected.name));
  }
  return type->is_abstract ? flaw("Cannot create an abstract class.") : std::nullopt;
}

auto flaw_of_value(const json& value, const Property& property, std::string_view owner, Api api)
    -> std::optional<Flaw> {
  if (value.is_null() && property.nullable) return std::nullopt;
  if (!is_value_of(value, property, api)) {
    return flaw(fmt::format(
        "Property {} in payload has a value that does not match schema. Type 'microsoft.graph.{}', value {}.",
        property.name, owner, named_type(value)));
  }
  const bool must_say = property.access == Access::Required && property.name != "value";
  if (must_say && property.type == Edm::String && value.get_ref<const std::string&>().empty()) {
    return flaw(fmt::format("The {} field is required.", property.name));
  }
  if (property.type == Edm::Complex) return find_flaw(value, *find_type(property.of), api, Purpose::Create);
  if (property.type != Edm::ComplexList) return std::nullopt;
  for (const auto& one : value) {
    if (auto found = find_flaw(one, *find_type(property.of), api, Purpose::Create)) return found;
  }
  return std::nullopt;
}

auto flaw_of_property(const std::string& key, const json& value, const Type& type, Api api, Purpose purpose)
    -> std::optional<Flaw> {
  if (key == "@odata.type" || is_annotation(key)) return std::nullopt;
  const auto* property = find_property(type, key, api);
  if (property == nullptr) {
    return flaw(
        fmt::format("The property '{}' does not exist on type 'microsoft.graph.{}'. Make sure to only use "
                    "property names that are defined by the type.",
                    key, type.name));
  }
  if (property->access == Access::Linked)
    return flaw(fmt::format("The property '{}' needs '{}@odata.bind'.", key, key));
  if (property->access == Access::ServerSet) {
    if (key == "secretReferenceValueId") return Flaw{"NotSupported", "SecretReferenceValueId invalid for create."};
    return flaw(fmt::format("The property '{}' is read-only and cannot be set.", key));
  }
  const bool is_fixed = property->access == Access::Fixed || property->access == Access::Part;
  if (is_fixed && purpose == Purpose::Update) {
    return flaw(fmt::format("The property '{}' cannot be changed after the object was created.", key));
  }
  return flaw_of_value(value, *property, type.name, api);
}

}  // namespace

auto find_flaw(const json& body, const Type& expected, Api api, Purpose purpose) -> std::optional<Flaw> {
  if (!body.is_object()) return flaw(fmt::format("{} was found where an object was expected.", named_type(body)));
  const Type* type = nullptr;
  if (auto found = type_of(body, expected, api, type)) return found;
  for (const auto& [key, value] : body.items()) {
    if (auto found = flaw_of_property(key, value, *type, api, purpose)) return found;
  }
  if (purpose == Purpose::Update) return std::nullopt;
  std::optional<Flaw> missing;
  for_each_property(*type, api, [&](const Property& property) {
    if (property.access == Access::Required && !body.contains(property.name)) {
      missing = flaw(fmt::format("The {} field is required.", property.name));
    }
  });
  return missing;
}

auto decode_binary(std::string_view text) -> std::optional<std::string> {
  std::string standard(text);
  for (char& c : standard) {
    if (base::is_space(c)) return std::nullopt;
    if (c == '-') c = '+';
    if (c == '_') c = '/';
  }
  if (standard.find('=') == std::string::npos) standard.append((4 - standard.size() % 4) % 4, '=');
  return base::base64_decode(standard);
}

}  // namespace pinwright::sandbox
