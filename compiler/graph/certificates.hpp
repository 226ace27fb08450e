#pragma once

#include <string>

namespace pinwright::graph {

/// The PEM file of those whom this system trusts, or nothing where there is none. A libcurl that was built with the
/// program, and not with the distribution, knows no place by itself. Source of the places: Go's crypto/x509,
/// root_linux.go.
[[nodiscard]] auto system_certificates() -> std::string;

}  // namespace pinwright::graph
