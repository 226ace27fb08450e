#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace pinwright::sandbox {

enum class Api : std::uint8_t { V1, Beta };

/// What Microsoft Graph's metadata says of the values of a property.
enum class Edm : std::uint8_t {
  Boolean,
  Int32,
  Int64,
  Single,
  Double,
  String,
  Guid,
  Binary,          ///< base64 in JSON
  DateTimeOffset,  ///< text
  Date,
  TimeOfDay,
  Enumeration,  ///< one of `of`, between bars; `+` stands before what beta alone has
  Flags,        ///< some of `of`, between commas
  EnumerationList,
  StringList,
  Complex,  ///< of the type `of`, or one derived from it
  ComplexList,
};

enum class Access : std::uint8_t {
  Written,    ///< by who creates or updates the object
  Required,   ///< and a new object must have it
  Fixed,      ///< by who creates it; never changed
  ServerSet,  ///< by the server alone
  Part,       ///< objects inside this one: by who creates it; an answer shows them when it is asked to
  Linked,     ///< another object: a body names it with `@odata.bind`; an answer shows it when it is asked to
};

struct Property {
  std::string_view name;
  Edm type;
  Access access = Access::Written;
  bool nullable = false;
  Api since = Api::V1;
  std::string_view of = {};
};

struct Type {
  std::string_view name;  ///< without "microsoft.graph."
  std::string_view base;  ///< empty: none
  bool is_abstract;
  std::span<const Property> properties;  ///< without those of the base
  Api since = Api::V1;
};

/// By name, with or without `#microsoft.graph.` or `microsoft.graph.` in front; nullptr: not in the tables.
[[nodiscard]] auto find_type(std::string_view name) -> const Type*;
/// Of the type or its bases, in this version of the API; nullptr: there is none of this very spelling.
[[nodiscard]] auto find_property(const Type& type, std::string_view name, Api api) -> const Property*;
/// Whether this version of the API has the type. Older tables do not say so of types that only beta's paths lead to.
[[nodiscard]] inline auto has_type(Api api, const Type& type) -> bool {
  return type.since == Api::V1 || api == Api::Beta;
}
/// Whether `value` is one of the members of an enumeration in this version.
[[nodiscard]] auto has_member(std::string_view members, std::string_view value, Api api) -> bool;
/// The same of each piece between commas.
[[nodiscard]] auto has_members(std::string_view members, std::string_view values, Api api) -> bool;
/// Whether `type` is `base` or derives from it.
[[nodiscard]] auto derives(const Type& type, std::string_view base) -> bool;
/// Calls `visit` for every property that the type has in this version, those of the bases first.
template <class Visit>
auto for_each_property(const Type& type, Api api, Visit visit) -> void {
  if (!type.base.empty()) for_each_property(*find_type(type.base), api, visit);
  for (const auto& property : type.properties) {
    if (property.since == Api::V1 || api == Api::Beta) visit(property);
  }
}

}  // namespace pinwright::sandbox
