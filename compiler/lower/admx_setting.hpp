#pragma once

#include "lower/deployment.hpp"

namespace pinwright::lower {

/// Below an area that an ingested ADMX file makes: `Policy/Config/App~Policy~…`.
[[nodiscard]] auto is_in_admx_area(const Setting& setting) -> bool;

/// Gives the settings that have an AdmxStatement their payload, once sets and overrides are laid over one another.
auto type_payloads(Deployment& deployment) -> void;

}  // namespace pinwright::lower
