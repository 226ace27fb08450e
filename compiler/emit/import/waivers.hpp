#pragma once

#include <string_view>
#include <vector>

#include "emit/import/import.hpp"

namespace pinwright::emit {

/// Writes waivers into the files of their policies, for this tenant and with the reason TODO.
auto add_waivers(Imported& imported, std::string_view tenant, std::vector<ImportWaiver> waivers) -> void;

}  // namespace pinwright::emit
