#pragma once

#include "object/codec/codec.hpp"

namespace pinwright::object {

/// The reading side of a custom policy; errors as Codec::from_graph says.
[[nodiscard]] auto custom_from_graph(const nlohmann::json& entity, const csp::Catalog* catalog) -> base::Result<Live>;
/// As Codec::known_settings says.
[[nodiscard]] auto custom_known_settings(const nlohmann::json& entity, const csp::Catalog* catalog)
    -> std::vector<Setting>;

}  // namespace pinwright::object
