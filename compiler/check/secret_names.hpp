#pragma once

#include <string_view>

namespace pinwright::check {

/// Whether a node, an XML element or an XML attribute of this name holds a secret by its nature: `Password`,
/// `L2tpPsk`, `keyMaterial`, `PFXCertBlob`, …, in any letter case. Names that merely speak of one
/// (`MinDevicePasswordLength`) do not.
[[nodiscard]] auto names_a_secret(std::string_view name) -> bool;

}  // namespace pinwright::check
