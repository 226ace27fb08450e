#pragma once

#include <string>
#include <string_view>

#include "object/canonical.hpp"

/// The pieces of the canonical form, for the files of this folder: each gives the JSON text, or the text, that equal
/// things share under `rules`.
namespace pinwright::object {

/// `text` as JSON. What is no UTF-8 is replaced: it cannot come from a file or a reply.
[[nodiscard]] auto json_text(std::string_view text) -> std::string;
/// "[a,b]" of JSON texts.
[[nodiscard]] auto json_array(const std::vector<std::string>& items) -> std::string;

/// The value alone, as JSON: ["secret"] and ["masked"] are no values. A text that is no UTF-8, which StringXml may
/// hold, is ["bytes", base64].
[[nodiscard]] auto canonical_value(const Setting& setting, const CanonicalRules& rules) -> std::string;
/// Like canonical_value, for a value that stands in the files as `{env.NAME}` too: what it is, not where it is from.
[[nodiscard]] auto plain_value(const Setting& setting, const CanonicalRules& rules) -> std::string;

/// A description as JSON, its markers left out.
[[nodiscard]] auto canonical_description(const std::optional<std::string>& text, const CanonicalRules& rules)
    -> std::string;
/// A name as JSON.
[[nodiscard]] auto canonical_name(std::string_view name, const CanonicalRules& rules) -> std::string;
/// The description of a setting as JSON: null only when absent and "" are told apart.
[[nodiscard]] auto canonical_prose(const std::optional<std::string>& text, const CanonicalRules& rules) -> std::string;
/// A text that may be absent, as JSON: null only when absent and "" are told apart.
[[nodiscard]] auto canonical_optional(const std::optional<std::string>& text, const CanonicalRules& rules)
    -> std::string;
/// The id, or the symbol of what has none yet.
[[nodiscard]] auto canonical_id(std::string_view kind, const Reference& reference, const CanonicalRules& rules)
    -> std::string;
/// Ids of scope tags as JSON texts.
[[nodiscard]] auto canonical_scope_tags(const std::vector<Reference>& tags, const CanonicalRules& rules)
    -> std::vector<std::string>;
/// What makes two assignments the same one: target and group.
[[nodiscard]] auto identity(const Assignment& assignment, const CanonicalRules& rules) -> std::string;
[[nodiscard]] auto canonical_assignment(const Assignment& assignment, const CanonicalRules& rules) -> std::string;

}  // namespace pinwright::object
