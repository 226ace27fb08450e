#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "base/result.hpp"
#include "object/live.hpp"

namespace pinwright::object {

/// What Graph shows in the place of a value that Intune keeps encrypted; of XML base64 of `<a/>`.
inline constexpr std::string_view kTextMask = "****";
inline constexpr std::string_view kXmlMask = "PGEvPg==";
/// Exactly one of the two: no value to write.
[[nodiscard]] inline auto is_mask(std::string_view text) -> bool { return text == kTextMask || text == kXmlMask; }

/// Whether an entity is a policy for Windows of a target that this program knows (object/codec/): lists hold others
/// too.
[[nodiscard]] auto is_policy(const nlohmann::json& entity) -> bool;

/// A policy (by the codec of its type), a group or an assignment filter as Graph answers it, v1.0 or beta,
/// `assignments` expanded or not. Unknown properties are passed over; null, "" and an absent description are one, as
/// are null, `none`, the zero GUID and an absent filter. A mask (`isEncrypted`, or `****` and `PGEvPg==` with a
/// secretReferenceValueId; in v1.0, which has neither property, by its look alone) becomes Masked. Dates and version
/// may be absent, as in an export, `id` may not. An Error names the property that is missing or of another type than
/// Microsoft's metadata gives it.
/// `catalog`: where the settings of a policy are looked up, whose keys then carry it; nullptr: in the built-in one.
[[nodiscard]] auto policy_from_graph(const nlohmann::json& entity, const csp::Catalog* catalog = nullptr)
    -> base::Result<Live>;
[[nodiscard]] auto group_from_graph(const nlohmann::json& entity) -> base::Result<Live>;
[[nodiscard]] auto filter_from_graph(const nlohmann::json& entity) -> base::Result<Live>;

/// What can be read of an entity of this kind that the above refused, because of `why`: id, name, description (so the
/// marker), settings and assignments, each on its own. It never fails: of `null` nothing is known, and the id is empty.
[[nodiscard]] auto opaque_from_graph(Kind kind, const nlohmann::json& entity, const base::Error& why,
                                     const csp::Catalog* catalog = nullptr) -> Live;

/// Looks up in `catalog` the settings of a policy that was read without one, as a journal is: also those that were kept
/// under the id of a definition which it knows.
auto look_up(Policy& policy, const csp::Catalog* catalog) -> void;

/// Puts what getOmaSettingPlainTextValue answered in the place of a mask: for StringXml the decoded XML. The setting
/// remembers in `revealed_from` that the value was masked.
auto reveal(Setting& setting, std::string plain_text) -> void;
/// The same for a mask that is known to hide the value of `other`, a setting of the same type.
auto reveal_as(Setting& setting, const Setting& other) -> void;

}  // namespace pinwright::object
