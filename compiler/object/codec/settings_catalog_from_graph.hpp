#pragma once

#include "object/codec/codec.hpp"

namespace pinwright::object {

/// The reading side; errors as Codec::from_graph says. `settings` holds all pages of the policy's settings. The OMA-URI
/// of what lies below a tenant ID has `{TenantId}` in its place.
[[nodiscard]] auto settings_catalog_from_graph(const nlohmann::json& entity) -> base::Result<Live>;

}  // namespace pinwright::object
