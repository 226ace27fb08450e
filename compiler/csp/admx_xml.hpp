#pragma once

#include <string_view>

#include "base/result.hpp"
#include "csp/admx.hpp"

namespace pinwright::csp {

/// Reads an ADMX file: UTF-8, UTF-16 or the declared single-byte encoding (xml_text.hpp), any namespace of
/// policyDefinitions or none. An Error says what the bytes are instead; of an ADML (the texts) its help names the ADMX.
/// What a policy states in a wrong way (a class or an element that ADMX does not have) is left out. Never throws.
[[nodiscard]] auto parse_admx(std::string_view bytes) -> base::Result<AdmxFile>;
/// The bytes are an ADML file: policyDefinitionResources.
[[nodiscard]] auto is_adml(std::string_view bytes) -> bool;

}  // namespace pinwright::csp
