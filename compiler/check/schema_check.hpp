#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "check/pattern.hpp"
#include "csp/schema.hpp"
#include "grammar/xml.hpp"

namespace pinwright::check {

/// Where XML leaves its schema first.
struct SchemaError {
  const grammar::XmlElement* element = nullptr;
  std::string_view attribute;  ///< as spelled; empty: the element itself
  std::string message;         ///< what was found and what is expected
  std::string help;            ///< the name that was likely meant, or empty
};

/// Holds an element of the type `type` (XmlSchema::root, XmlSchema::inner) and all within it against the schema, in
/// the order of the document. Not judged are elements with `xsi:type` or `xsi:nil`, attributes with a prefix, texts
/// that the environment fills in, and what the schema leaves open.
[[nodiscard]] auto find_schema_error(const csp::XmlSchema& schema, std::uint32_t type,
                                     const grammar::XmlElement& element, const PatternCache& patterns)
    -> std::optional<SchemaError>;

}  // namespace pinwright::check
