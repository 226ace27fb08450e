#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "object/live.hpp"

/// The canonical form: the one text that equal objects share, whatever the server did to order, defaults, letter case
/// and white space. It is frozen with the `1` of the marker: tests/unit/object/canonical holds golden vectors.
namespace pinwright::object {

/// Which differences the canonical form ignores. All are on in the product. Tests turn each off alone: two objects that
/// it makes one differ then, and most tenants that were just written seem changed (tests/property/rules_test.cpp).
struct CanonicalRules {
  bool sort_settings = true;
  bool sort_assignments = true;
  bool sort_scope_tags = true;
  bool absent_text_is_empty = true;   ///< descriptions: null, "" and absent
  bool absent_filter_is_none = true;  ///< filter: null, `none`, the zero GUID and absent
  bool fold_guids = true;             ///< ids in any letter case
  bool normalise_date_times = true;   ///< the same instant
  bool normalise_floats = true;       ///< the same Single
  bool ignore_base64_white_space = true;
  bool fold_admx_payloads = true;          ///< order and spelling of what read_admx_payload() reads
  bool fold_xml_line_ends = true;          ///< CR LF and CR are LF to every reader of XML (XML 1.0, 2.11)
  bool ignore_xml_byte_order_mark = true;  ///< of a StringXml: no part of the document (XML 1.0, 4.3.3)
  bool fold_texts = true;  ///< names and descriptions: white space at ends, line breaks, composition (kept_text.hpp)
};

/// Settings as JSON text: an array in order of identity (canonical OMA-URI), each
/// [identity, spelled OMA-URI, data type, value, displayName, description, fileName]. A value that comes from the
/// environment is ["secret"]: its URI and type only. A Masked value is ["masked"].
[[nodiscard]] auto canonical_settings(const std::vector<Setting>& settings, const CanonicalRules& rules = {})
    -> std::string;
/// One setting of the above, without its identity: what is compared when one setting may have changed.
[[nodiscard]] auto canonical_setting(const Setting& setting, const CanonicalRules& rules = {}) -> std::string;
/// Assignments with resolved ids: an array of [target, exclude, group id, filter id, filter mode], sorted.
[[nodiscard]] auto canonical_assignments(const std::vector<Assignment>& assignments, const CanonicalRules& rules = {})
    -> std::string;
/// Display name, description without marker, scope tag ids of a Policy; of a Group and a Filter without the rule
/// (that is their `settings` section). What `like` does not manage is left out, so that a live object can be compared
/// with a declared one.
[[nodiscard]] auto canonical_rest(const Object& object, const Object& like, const CanonicalRules& rules = {})
    -> std::string;
/// The `settings` section of any kind: canonical_settings, or the membership rule, or the filter's rule and platform.
[[nodiscard]] auto canonical_content(const Object& object, const CanonicalRules& rules = {}) -> std::string;

/// The value of a live setting is a mask.
[[nodiscard]] inline auto is_masked(const Setting& setting) -> bool {
  return std::holds_alternative<Masked>(setting.value);
}

/// What makes two settings of two objects the same setting.
[[nodiscard]] inline auto identity(const Setting& setting) -> const std::string& { return setting.key.canonical(); }

/// 16 characters of lower-case base32 of SHA-256: what stands in a marker.
[[nodiscard]] auto digest(std::string_view canonical) -> std::string;

/// Hexadecimal SHA-256 over everything of a live object whose change must make a saved plan stale: id, canonical
/// fields, assignments, version, lastModifiedDateTime, and secretReferenceValueId in place of an encrypted value.
[[nodiscard]] auto live_hash(const Live& live) -> std::string;

}  // namespace pinwright::object
