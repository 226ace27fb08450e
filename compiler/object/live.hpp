#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "object/policy.hpp"

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
  std::string platform = "windows10AndLater";
};

/// The alternatives of Object, in this order.
enum class Kind : std::uint8_t { Policy, Group, Filter };
using Object = std::variant<Policy, Group, Filter>;

[[nodiscard]] auto word(Kind kind) -> std::string_view;  ///< "customPolicy", "group", "filter"
[[nodiscard]] auto kind_from_word(std::string_view word) -> std::optional<Kind>;
[[nodiscard]] inline auto kind_of(const Object& object) -> Kind { return static_cast<Kind>(object.index()); }
[[nodiscard]] auto display_name_of(const Object& object) -> const std::string&;
[[nodiscard]] auto description_of(const Object& object) -> const std::optional<std::string>&;
auto set_description(Object& object, std::optional<std::string> description) -> void;

/// An object as the tenant holds it. Its description still ends with the marker; its references hold ids only.
struct Live {
  std::string id;
  Object object;
  std::vector<Assignment> assignments;  ///< of a Policy
  std::string created;                  ///< createdDateTime as the tenant wrote it
  std::string last_modified;            ///< lastModifiedDateTime as the tenant wrote it; empty for a Group
  std::int64_t version = 0;             ///< of a Policy
  /// Why some of it is not here: "`/omaSettings/3/value` of the answer is not a string". What could be read is; nothing
  /// follows from what is not, and such an object is not written. Absent: all of it was read.
  std::optional<std::string> unreadable = std::nullopt;
};

}  // namespace pinwright::object
