#pragma once

#include <cstdint>
#include <optional>

#include "csp/admx.hpp"
#include "csp/blob.hpp"

namespace pinwright::csp {

/// The policy that pack_admx() made a list of; nothing for the empty list. Views into the catalogue's bytes.
[[nodiscard]] auto unpack_admx(const Blob& blob, std::uint32_t list) -> std::optional<AdmxPolicy>;

}  // namespace pinwright::csp
