#pragma once

#include "csp/catalog.hpp"
#include "lower/deployment.hpp"

namespace pinwright::lower {

/// Asks the catalogue about the setting's OMA-URI, once for all that want to know: `answer` and `node`.
auto look_up(Setting& setting, const csp::Catalog& catalog) -> void;

}  // namespace pinwright::lower
