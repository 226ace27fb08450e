#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csp/admx.hpp"

namespace pinwright::csp {

/// DFFormat of a DDF node (OMA DM DDF 1.2). Node: an inner node.
enum class Format : std::uint8_t { Node, Chr, Int, Bool, B64, Bin, Xml, Null, Time, Date, Float };
[[nodiscard]] auto name(Format format) -> std::string_view;  ///< "chr"

enum class Access : std::uint8_t { Add = 1, Delete = 2, Get = 4, Replace = 8, Exec = 16 };

enum class Scope : std::uint8_t { Device, User };  ///< `./Vendor/MSFT` is Device; ./DevInfo, ./DevDetail, ./SyncML too

/// MSFT:AllowedValues/@ValueType; Absent where the node says nothing, Any for "None" (no data-driven way to tell).
enum class Allowed : std::uint8_t { Absent, Any, Enum, Flag, Range, RegEx, Xsd, Json, Sddl, Admx };

/// MSFT:DynamicNodeNaming. Unspecified: a dynamic node that gives no rule.
enum class Naming : std::uint8_t { Static, UniqueName, ClientInventory, ServerGenerated, Unspecified };

/// What the text of a value is written in.
enum class Content : std::uint8_t {
  Plain,
  Xml,           ///< one document
  XmlFragments,  ///< one or more elements
  EncodedXml,    ///< XML, also with its mark-up HTML encoded
  Base64Xml,     ///< base64 of a document
  Json
};

/// The outermost element of an XML value.
struct XmlRoot {
  std::string_view name;                  ///< local name
  std::optional<std::string_view> space;  ///< its namespace, where it is known to matter
};

/// What the documentation of a node says about its text that no list or pattern can: see schemas/csp-overlay.json.
enum class ContentRule : std::uint8_t {
  None,
  AppLockerCollection,
  AsrRules,
  Accounts,
  GroupMembers,
  Urls,
  WifiProfile,
  VpnProfile,
  DeviceControlId,
  MsiJobId,
  AssignedAccess,
  ShellLauncher,
  StartPins
};

struct Range {
  std::int64_t low = 0;
  std::int64_t high = 0;
};

/// One Windows build of an OsBuildVersion list: "10.0.22621" or, for a back-port, "10.0.19044.1566".
struct OsBuild {
  std::uint32_t major = 0, minor = 0, build = 0, revision = 0;
  auto operator<=>(const OsBuild&) const = default;
};
/// "10.0.19045" or "10.0.19045.2006"; nullopt on anything else.
[[nodiscard]] auto parse_os_build(std::string_view text) -> std::optional<OsBuild>;
/// Microsoft's placeholder for "not released": 99.9.99999, 99.9.9999, 88.8.88888.
[[nodiscard]] auto is_unreleased(const OsBuild& build) -> bool;

/// One row of a dependency group: this node has an effect only while `uri` holds (Not: does not hold) one of `values`.
struct Dependency {
  bool negated = false;
  std::string_view uri;  ///< normalised by the import: "./Device/Vendor/MSFT/…", dynamic segments as "{Title}"
  Allowed kind = Allowed::Absent;        ///< Enum or Range of `values`
  std::vector<std::string_view> values;  ///< Enum: each value; Range: "1-10"
};
/// Any one dependency of a group suffices (MSFT:DependencyGroup with its @FriendlyId); all groups must be met.
struct DependencyGroup {
  std::vector<Dependency> any_of;
  /// MSFT:DependencyChangedAllowedValues: what this node then allows, in place of its own list; Absent when unchanged.
  Allowed changed_kind = Allowed::Absent;
  std::vector<std::string_view> changed_values;
};

class Blob;
struct Definition;
class XmlSchema;

/// A node of a catalogue: a light handle into read-only packed data that lives as long as its Catalog. Facts are those
/// of Microsoft's DDF file, with inherited applicability filled in.
class Node {
 public:
  Node() = default;
  Node(const Blob* blob, std::uint32_t index) : blob_(blob), index_(index) {}

  [[nodiscard]] auto valid() const -> bool { return blob_ != nullptr; }
  [[nodiscard]] auto name() const -> std::string_view;  ///< segment; a dynamic node's title ("TenantId"), may be empty
  /// "./Device/Vendor/MSFT/PassportForWork/{TenantId}/Policies/EnablePinRecovery"; `./Vendor` roots keep their
  /// spelling.
  [[nodiscard]] auto uri() const -> std::string;
  [[nodiscard]] auto format() const -> Format;
  [[nodiscard]] auto can(Access access) const -> bool;
  [[nodiscard]] auto is_dynamic() const -> bool;
  [[nodiscard]] auto naming() const -> Naming;
  [[nodiscard]] auto name_pattern() const -> std::string_view;  ///< regular expression of a dynamic segment, or empty
  [[nodiscard]] auto is_tenant_id() const -> bool;              ///< overlay: the segment is a tenant ID without braces
  [[nodiscard]] auto is_secret() const -> bool;                 ///< overlay: the value is a secret
  [[nodiscard]] auto content() const -> Content;                ///< format and overlay; of ADMX-backed nodes: Plain
  [[nodiscard]] auto xml_root() const -> std::optional<XmlRoot>;  ///< overlay
  [[nodiscard]] auto content_rule() const -> ContentRule;         ///< overlay
  /// What the XSD in the DDF file says of the value; nothing when there is none that could be read. Its type stands in
  /// schema.hpp.
  [[nodiscard]] auto schema() const -> std::optional<XmlSchema>;
  [[nodiscard]] auto default_value() const -> std::optional<std::string_view>;
  [[nodiscard]] auto allowed() const -> Allowed;
  [[nodiscard]] auto allowed_values() const -> std::vector<std::string_view>;  ///< Enum and Flag, as spelled
  [[nodiscard]] auto allowed_range() const -> std::optional<Range>;
  [[nodiscard]] auto pattern() const -> std::string_view;         ///< RegEx, as spelled by Microsoft
  [[nodiscard]] auto list_delimiter() const -> std::string_view;  ///< decoded (U+F000 as UTF-8), or empty: not a list
  /// What each of `allowed_values` means, in Microsoft's words of at most 40 characters: as many, some of them empty,
  /// or none at all.
  [[nodiscard]] auto allowed_labels() const -> std::vector<std::string_view>;
  [[nodiscard]] auto is_admx_backed() const -> bool;
  /// What a payload may say; nothing when the node is not ADMX-backed, or its policy was not found in the ADMX files.
  [[nodiscard]] auto admx() const -> std::optional<AdmxPolicy>;
  /// In the settings catalog, as the built-in list has it; nullopt where it has none, or nobody knows.
  /// Catalog::definition_of knows later lists. Its type stands in settings_catalog.hpp.
  [[nodiscard]] auto definition() const -> std::optional<Definition>;
  /// It has no definition, but the list of definitions is older than the node.
  [[nodiscard]] auto is_newer_than_definitions() const -> bool;
  [[nodiscard]] auto is_deprecated() const -> bool;
  [[nodiscard]] auto deprecated_since() const -> std::string_view;  ///< OsBuildDeprecated, or empty
  [[nodiscard]] auto os_builds() const -> std::vector<OsBuild>;     ///< effective; empty: not stated
  [[nodiscard]] auto csp_version() const -> std::string_view;
  [[nodiscard]] auto editions() const -> std::vector<std::uint16_t>;  ///< SKU numbers; empty: not stated
  [[nodiscard]] auto dependencies() const -> std::vector<DependencyGroup>;
  [[nodiscard]] auto replaced_by() const -> std::string_view;  ///< overlay: the OMA-URI to use instead, or empty
  [[nodiscard]] auto children() const -> std::vector<Node>;    ///< in order of folded name, dynamic last
  [[nodiscard]] auto parent() const -> Node;                   ///< invalid at a root
  [[nodiscard]] auto scope() const -> Scope;
  [[nodiscard]] auto edition() const -> std::string_view;  ///< of its DDF set; retired: the last one; empty: declared
  [[nodiscard]] auto is_retired() const -> bool;           ///< gone from the later editions, known from `edition()`
  [[nodiscard]] auto is_of(const Blob& blob) const -> bool { return blob_ == &blob; }
  [[nodiscard]] auto same(const Node& other) const -> bool { return blob_ == other.blob_ && index_ == other.index_; }

 private:
  const Blob* blob_ = nullptr;
  std::uint32_t index_ = 0;
};

}  // namespace pinwright::csp
