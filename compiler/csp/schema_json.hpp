#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/json_reader.hpp"
#include "csp/schema_facts.hpp"

/// Schemas in catalogue files.
namespace pinwright::csp {

[[nodiscard]] auto to_json(const XmlSchemaFacts& schema) -> nlohmann::ordered_json;
/// What is wrong is an error of the reader: an index that leads nowhere, types in a circle, ambiguous content.
[[nodiscard]] auto read_schema(const base::JsonReader& in) -> XmlSchemaFacts;

}  // namespace pinwright::csp
