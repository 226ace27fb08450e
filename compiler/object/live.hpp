#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "object/policy.hpp"
#include "object/well_known.hpp"

namespace pinwright::object {

/// A security group that this workspace makes (`create: true`), or one found in the tenant. Graph: group.
struct Group {
  std::string display_name;
  std::optional<std::string> description;      ///< absent: not managed
  std::optional<std::string> membership_rule;  ///< absent: members are not ruled (assigned group)
};

/// An assignment filter for Windows devices. Graph: deviceAndAppManagementAssignmentFilter, beta only.
struct Filter {
  std::string display_name;
  std::optional<std::string> description;  ///< absent: not managed
  std::string rule;
  std::string platform{kWindowsPlatform};
};

/// A policy for Windows can use it.
[[nodiscard]] auto is_for_windows(const Filter& filter) -> bool;

/// The alternatives of Object, in this order.
enum class Kind : std::uint8_t { Policy, Group, Filter };
using Object = std::variant<Policy, Group, Filter>;

/// "customPolicy", "settingsCatalogPolicy", "group", "filter".
[[nodiscard]] auto word(Kind kind, Target target = Target::Custom) -> std::string_view;
[[nodiscard]] auto kind_from_word(std::string_view word) -> std::optional<Kind>;
[[nodiscard]] auto target_from_kind_word(std::string_view word) -> Target;  ///< Custom for what is no policy
[[nodiscard]] inline auto kind_of(const Object& object) -> Kind { return static_cast<Kind>(object.index()); }
[[nodiscard]] auto display_name_of(const Object& object) -> const std::string&;
[[nodiscard]] auto description_of(const Object& object) -> const std::optional<std::string>&;
auto set_description(Object& object, std::optional<std::string> description) -> void;

/// Where an object is: its id is one of a collection, and policies have a collection for each target.
struct Address {
  Kind kind = Kind::Policy;
  std::string id;
  Target target = Target::Custom;  ///< of a Policy
};

/// An object as the tenant holds it. Its description still ends with the marker; its references hold ids only.
struct Live {
  std::string id;
  Object object;
  std::vector<Assignment> assignments;  ///< of a Policy
  std::string created;                  ///< createdDateTime as the tenant wrote it
  std::string last_modified;            ///< lastModifiedDateTime as the tenant wrote it; empty for a Group
  std::int64_t version = 0;             ///< of a Policy; 0 where its target has none
  /// Of a Policy: false where a list does not hold the settings, and they were not asked for.
  bool has_settings = true;
  /// Why some of it is not here: "`/omaSettings/3/value` of the answer is not a string". What could be read is; nothing
  /// follows from what is not, and such an object is not written. Absent: all of it was read.
  std::optional<std::string> unreadable = std::nullopt;
};
[[nodiscard]] auto address_of(const Live& live) -> Address;
[[nodiscard]] auto target_of(const Object& object) -> Target;  ///< Custom for what is no policy

}  // namespace pinwright::object
