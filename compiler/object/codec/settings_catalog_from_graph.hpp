#pragma once

#include "object/codec/codec.hpp"

namespace pinwright::object {

/// The reading side; errors as Codec::from_graph says. `settings` holds all pages of the policy's settings, where the
/// entity has any. The OMA-URI of what lies below a tenant ID has `{TenantId}` in its place.
[[nodiscard]] auto settings_catalog_from_graph(const nlohmann::json& entity, const csp::Catalog* catalog)
    -> base::Result<Live>;
/// All pages of one policy's settings.
[[nodiscard]] auto settings_catalog_settings(const nlohmann::json& list, const csp::Catalog* catalog)
    -> base::Result<std::vector<Setting>>;
/// A setting that was kept as JSON under its definition id, read with what `catalog` knows; any other as it is.
[[nodiscard]] auto settings_catalog_read_again(const Setting& setting, const csp::Catalog* catalog)
    -> std::vector<Setting>;
/// The collection holds policies for other platforms too. One that does not say, as in an export, is for Windows.
[[nodiscard]] auto is_windows_catalog_policy(const nlohmann::json& entity) -> bool;

}  // namespace pinwright::object
