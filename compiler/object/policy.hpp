#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "csp/definition_children.hpp"
#include "object/admx_payload.hpp"
#include "object/data_type.hpp"
#include "object/setting_key.hpp"
#include "object/target.hpp"

/// Intune objects as values, as a tenant would hold them. What is not known without the tenant stays symbolic.
namespace pinwright::object {

/// A value that Intune holds encrypted and shows as a mask: the mask is no value and is never written back.
struct Masked {
  std::string reference;  ///< secretReferenceValueId, new with each write; empty in v1.0, which does not show it
  auto operator==(const Masked&) const -> bool = default;
};

/// One value of a setting. Text is that of the type: String the text, StringXml the XML, DateTime RFC 3339 in UTC,
/// Base64 base64. Masked is found in live objects only. A payload of String and StringXml is an AdmxPayload where it is
/// known to be one and its text is what to_xml makes of it; the canonical form sees no difference to a text.
using SettingValue = std::variant<bool, std::int32_t, float, std::string, Masked, AdmxPayload>;

/// The text of a value that is one, a payload as XML; nullopt: it has none.
[[nodiscard]] auto text_of(const SettingValue& value) -> std::optional<std::string>;
/// The other way round: a payload where the text is what to_xml makes of one, so that what was written is read as it
/// was; else the text.
[[nodiscard]] auto value_of_text(std::string text) -> SettingValue;

struct Setting {
  SettingKey key;
  std::string display_name;
  std::optional<std::string> description;
  DataType type = DataType::String;
  SettingValue value;
  std::string file_name;             ///< StringXml and Base64; empty: none
  std::vector<std::string> secrets;  ///< environment variables whose `{env.NAME}` stands in the value
  /// The mask that the value was read through (getOmaSettingPlainTextValue), empty for others. Such a value is shown
  /// only where the files declare the very same in clear.
  std::string revealed_from;
  /// Settings catalog: a tenant, or an export, has it as a secret, whatever is known of its node.
  bool is_secret = false;
  /// Settings catalog: where its definition stands in an option of another setting, as a tenant showed it. What the
  /// catalogue knows goes before. No part of what the setting is: two that differ in it alone are equal.
  std::vector<csp::DefinitionParent> parents;
};

/// Something of the tenant that is known by name in the files: a group, a filter or a scope tag.
struct Reference {
  std::string key;           ///< name in the workspace; of a scope tag its display name
  std::string display_name;  ///< in this tenant; empty when only the id is given
  std::string id;            ///< empty: found out at plan time
};

/// A policy of Intune. An absent description or scope tag list is not managed.
struct Policy {
  Target target = Target::Custom;
  std::string display_name;
  std::optional<std::string> description;
  std::vector<Setting> settings;
  std::optional<std::vector<Reference>> scope_tags;
  /// The template that it was made from, found in live objects only: such a policy is read, and never written.
  std::string template_id;
  /// The technologies of a policy of the settings catalog where they are others than `mdm` alone, found in live objects
  /// only. A body of ours is for `mdm`: writing it would take the policy from devices that get it in another way. So
  /// such a policy is read, and not taken over.
  std::string other_technologies;
  /// The applicability rules of a custom policy, found in live objects only: a JSON object of the properties
  /// deviceManagementApplicabilityRule… that have a value; empty: none. Files cannot declare them, and an update leaves
  /// them as they are; a policy that is made anew gets them back.
  std::string applicability_rules;
};

struct FilterUse {
  Reference filter;
  bool exclude = false;
};

struct Assignment {
  enum class Target : std::uint8_t { Group, AllDevices, AllUsers, Other } target = Target::Group;
  bool exclude = false;
  Reference group;  ///< Target::Group
  std::optional<FilterUse> filter;
  /// Target::Other, found in live objects only: the target's JSON, which this program neither makes nor understands
  /// (a Configuration Manager collection, say).
  std::string foreign;
};

}  // namespace pinwright::object
