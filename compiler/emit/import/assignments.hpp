#pragma once

#include <string>
#include <vector>

#include "emit/import/definitions.hpp"
#include "emit/import/import.hpp"
#include "emit/yaml_writer.hpp"
#include "object/policy.hpp"

namespace pinwright::emit {

/// Writes `assignments`. What it returns is why the language cannot say them (nothing is written then); empty: it can.
[[nodiscard]] auto write_assignments(YamlWriter& yaml, const std::vector<object::Assignment>& assignments,
                                     const LiveNames& names, Definitions& groups, Definitions& filters) -> std::string;

}  // namespace pinwright::emit
