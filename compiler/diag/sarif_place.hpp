#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string_view>

#include "diag/finding.hpp"

/// Places as SARIF 2.1.0 has them.
namespace pinwright::diag {

/// 3.30: lines and columns count from 1, the end is behind the last character.
[[nodiscard]] auto sarif_region(const Place& place) -> nlohmann::ordered_json;
/// 3.4: the path as a URI, relative to where the program ran.
[[nodiscard]] auto sarif_artifact(std::string_view path) -> nlohmann::ordered_json;
/// 3.28. A finding without a file is put to `pinwright.yaml`: GitHub drops what has no place.
[[nodiscard]] auto sarif_location(const std::optional<Place>& place) -> nlohmann::ordered_json;

}  // namespace pinwright::diag
