#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "csp/admx.hpp"
#include "lower/admx.hpp"

/// Between what YAML says of an element and what Windows takes. Facts: "Understanding ADMX policies" of Microsoft's
/// documentation of Windows client management, and the ADMX schema.
namespace pinwright::lower {

/// The value that Windows takes; nullopt: the element has no room for this form. `element` is nullptr where no ADMX
/// file tells of it: then a list has no form.
[[nodiscard]] auto worded(const csp::AdmxElement* element, const AdmxEntry& entry) -> std::optional<std::string>;
/// The other way round: the form that says `value` best, and exactly: `worded` gives it back. Without places.
[[nodiscard]] auto entry_of(const csp::AdmxElement& element, std::string_view value) -> AdmxEntry;

/// Ids as the ADMX file spells them. nullopt when an entry cannot be worded.
[[nodiscard]] auto payload_of(const AdmxStatement& statement, const csp::AdmxPolicy* policy)
    -> std::optional<object::AdmxPayload>;

}  // namespace pinwright::lower
