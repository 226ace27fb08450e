#include "graph/certificates.hpp"

#include <algorithm>
#include <array>
#include <filesystem>

namespace pinwright::graph {

namespace {

constexpr std::array kPlaces = {
    "/etc/ssl/certs/ca-certificates.crt",  // Debian, Ubuntu, Arch, Alpine
    "/etc/pki/tls/certs/ca-bundle.crt",    // Fedora, Red Hat
    "/etc/ssl/ca-bundle.pem",              // openSUSE
    "/etc/ssl/cert.pem",                   // OpenBSD, old Alpine
};

}  // namespace

auto system_certificates() -> std::string {
  std::error_code unreadable;
  const auto* found = std::find_if(kPlaces.begin(), kPlaces.end(),
                                   [&](const char* place) { return std::filesystem::exists(place, unreadable); });
  return found == kPlaces.end() ? "" : *found;
}

}  // namespace pinwright::graph
