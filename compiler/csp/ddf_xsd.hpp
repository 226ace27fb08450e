#pragma once

#include <string>

#include "base/result.hpp"
#include "csp/schema_facts.hpp"

namespace pinwright::csp {

/// The content models of an XSD (XML Schema 1.0). The Error says what the XSD needs or uses that is not read: other
/// files, substitution, abstract types, wildcards of some namespaces, content that could be read in two ways. What no
/// outermost element needs is not read.
[[nodiscard]] auto read_xsd(const std::string& xsd) -> base::Result<XmlSchemaFacts>;

}  // namespace pinwright::csp
