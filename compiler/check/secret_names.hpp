#pragma once

#include <string_view>

#include "csp/catalog.hpp"

namespace pinwright::check {

/// Whether a node, an XML element or an XML attribute of this name holds a secret by its nature: `Password`,
/// `L2tpPsk`, `keyMaterial`, `PFXCertBlob`, …, in any letter case. Names that merely speak of one
/// (`MinDevicePasswordLength`) do not.
[[nodiscard]] auto names_a_secret(std::string_view name) -> bool;

/// Whether the definition of the node in the settings catalog is that of a secret.
[[nodiscard]] auto has_secret_definition(const csp::Catalog& catalog, const csp::Node& node) -> bool;

/// Whether the value of a node is a secret: its definition or the overlay says so, or its name, where it is text that
/// may be any (`AllowPassword`, a number, only speaks of one).
[[nodiscard]] auto holds_secret(const csp::Catalog& catalog, const csp::Node& node, std::string_view name) -> bool;

}  // namespace pinwright::check
