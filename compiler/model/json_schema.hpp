#pragma once

#include <string>

namespace pinwright::model {

/// schemas/pinwright.schema.json: the language as a JSON Schema (2020-12), made from the field tables. For editors and
/// for validators that know nothing of pinwright; what it cannot express is listed in docs/language.md.
[[nodiscard]] auto json_schema() -> std::string;
/// schemas/auth-file.schema.json, likewise.
[[nodiscard]] auto auth_file_schema() -> std::string;

}  // namespace pinwright::model
