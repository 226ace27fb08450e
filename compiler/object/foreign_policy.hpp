#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "object/policy.hpp"

namespace pinwright::object {

/// What people call a policy of the tenant. The first are the targets, in their order; the others are read and never
/// written by this program.
enum class PolicyKind : std::uint8_t {
  Custom,
  SettingsCatalog,
  EndpointSecurity,     ///< of the settings catalog, made from a template
  SecurityBaseline,     ///< the same
  DeviceConfiguration,  ///< of a type whose properties are no OMA-URIs: windows10GeneralConfiguration, …
  IdentityProtection,   ///< of these windowsIdentityProtectionConfiguration
  AdministrativeTemplates,
  Intent,     ///< endpoint security as it was made before the settings catalog
  Enrolment,  ///< Windows Hello for Business at enrolment
};
/// Of a policy that was not made from a template.
[[nodiscard]] constexpr auto kind_of(Target target) -> PolicyKind { return static_cast<PolicyKind>(target); }
[[nodiscard]] auto word(PolicyKind kind) -> std::string_view;  ///< "settings catalog", "security baseline", …
/// The same as people read it, in Microsoft's spelling; word() is that of the JSON, which stays.
[[nodiscard]] auto title(PolicyKind kind) -> std::string_view;

/// A CSP node that a policy sets.
struct NodeSetting {
  Setting setting;
  std::string property;   ///< what sets it there: "pinMinimumLength"
  bool has_value = true;  ///< false: which value of the node that is, no facts of this program tell
};

/// A policy of a kind that this program does not write, as far as it is known to set CSP nodes. It carries no marker.
struct ForeignPolicy {
  PolicyKind kind = PolicyKind::DeviceConfiguration;
  std::string id;
  std::string display_name;
  std::vector<Assignment> assignments;
  std::vector<NodeSetting> settings;
  std::optional<std::string> unreadable;  ///< why some of it is not here; nothing follows from what is not
};

/// What tells a node from others whatever policy sets it: the canonical OMA-URI in lower case. A custom policy names
/// the tenant in it, other kinds leave its place open: it is `{tenantid}` here for both.
[[nodiscard]] auto node_id(const SettingKey& key, std::string_view tenant_id) -> std::string;

}  // namespace pinwright::object
