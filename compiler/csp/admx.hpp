#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What ADMX files (Group Policy's administrative templates) say about a policy's payload, `<enabled/><data id="…"
/// value="…"/>`. Facts only: display texts stay in the ADML files and are not read.
namespace pinwright::csp {

/// How the value of an element is written. Enum: an item's value, as decimal or text. Boolean: `true` or `false`.
/// MultiText: lines joined by U+F000. List: pairs of name and value, all joined by U+F000.
enum class AdmxKind : std::uint8_t { Boolean, Enum, Decimal, LongDecimal, Text, MultiText, List };
[[nodiscard]] auto name(AdmxKind kind) -> std::string_view;  ///< "multiText", as in ADMX
[[nodiscard]] auto admx_kind_of(std::string_view text) -> std::optional<AdmxKind>;

/// Which half of the registry the policy writes: `./Device` takes Machine and Both, `./User` takes User and Both.
enum class AdmxClass : std::uint8_t { Machine, User, Both };
[[nodiscard]] auto name(AdmxClass policy_class) -> std::string_view;  ///< "Machine"
[[nodiscard]] auto admx_class_of(std::string_view text) -> std::optional<AdmxClass>;

/// Bounds that an ADMX does not state, by the ADMX schema (MS-GPREG, PolicyDefinitions.xsd): decimal is 0 to 9999, text
/// has at most 1023 characters. Windows applies them in its editor; a payload beyond them is a warning at most.
inline constexpr std::int64_t kAdmxDefaultMax = 9999;
inline constexpr std::int64_t kAdmxDefaultMaxLength = 1023;

struct AdmxItemFacts {
  std::string name;                  ///< the identifier of its text: "L_Low" of `$(string.L_Low)`
  std::optional<std::string> value;  ///< nothing: choosing it deletes the registry value, so there is none to send
};

struct AdmxElementFacts {
  std::string id;
  AdmxKind kind = AdmxKind::Text;
  bool required = false;                    ///< must not be empty
  std::optional<std::int64_t> min, max;     ///< Decimal, LongDecimal, where stated
  std::optional<std::int64_t> max_length;   ///< Text and each line of MultiText, in characters, where stated
  bool additive = false;                    ///< List: adds to what the device has
  bool explicit_value = false;              ///< List: the names are the writer's, not 1, 2, 3 …
  std::optional<std::string> value_prefix;  ///< List: names are counted, behind this text; nothing: a name is its value
  std::vector<AdmxItemFacts> items;         ///< Enum, in the file's order
  std::string key;                          ///< registry key where it is not the policy's; not in the catalogue
};

struct AdmxPolicyFacts {
  std::string name;
  AdmxClass policy_class = AdmxClass::Machine;
  bool enabled_value = false, disabled_value = false;  ///< an enabledValue or -List, a disabledValue or -List is stated
  std::vector<AdmxElementFacts> elements;              ///< in the file's order
  std::string key;       ///< registry key without hive: "Software\Policies\…"; not in the catalogue
  std::string category;  ///< reference as spelled: "CplPrinters", "windows:Printers"; not in the catalogue
};

struct AdmxCategory {
  std::string name;
  std::string parent;  ///< reference as spelled, or empty
};

/// An ADMX file.
struct AdmxFile {
  std::string prefix;  ///< of its own namespace: `edge:x` means `x` here
  std::vector<AdmxCategory> categories;
  std::vector<AdmxPolicyFacts> policies;
};

/// Names of the categories above a policy that the file itself defines, outermost first: what stands between the `~` of
/// an ingested policy's area, `{App}~Policy~{first}~{second}/{name}`. Empty when its category is another file's.
[[nodiscard]] auto category_path(const AdmxFile& file, const AdmxPolicyFacts& policy) -> std::vector<std::string_view>;

// --- one view on policies of the catalogue and of files
// ---------------------------------------------------------------

struct AdmxItem {
  std::string_view name;
  std::optional<std::string_view> value;
};

struct AdmxElement {
  std::string_view id;
  AdmxKind kind = AdmxKind::Text;
  bool required = false;
  std::optional<std::int64_t> min, max, max_length;
  bool additive = false, explicit_value = false;
  std::optional<std::string_view> value_prefix;
  std::vector<AdmxItem> items;

  /// Enum: the item with this value, its letter case and white space round it ignored, and `01` is `1`. Microsoft says
  /// nothing of either. nullptr: there is none.
  [[nodiscard]] auto item(std::string_view value) const -> const AdmxItem*;
};

/// What may be said in a payload of the policy. Views into the catalogue, which lives as long as its Catalog, or into
/// the AdmxPolicyFacts.
struct AdmxPolicy {
  std::string_view name;
  std::string_view edition;  ///< of the ADMX files that say so ("August 2026"); empty for a file of the workspace
  AdmxClass policy_class = AdmxClass::Machine;
  bool enabled_value = false, disabled_value = false;
  std::vector<AdmxElement> elements;

  /// By id, letter case ignored as Windows does; nullptr: there is none.
  [[nodiscard]] auto element(std::string_view id) const -> const AdmxElement*;
};

[[nodiscard]] auto view(const AdmxPolicyFacts& policy) -> AdmxPolicy;

}  // namespace pinwright::csp
