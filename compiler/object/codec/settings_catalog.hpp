#pragma once

#include "object/codec/codec.hpp"
#include "object/codec/settings_catalog_from_graph.hpp"
#include "object/codec/settings_catalog_to_graph.hpp"

/// deviceManagementConfigurationPolicy: a policy of the settings catalog, whose settings are instances of Microsoft's
/// definitions. In an object::Policy they are OMA-URIs all the same: csp/settings_catalog.hpp has the way from one to
/// the other. What no definition of this program's list fits is kept by its id, as JSON, and written back as it is.
namespace pinwright::object {

inline constexpr Codec kSettingsCatalogCodec{
    .target = Target::SettingsCatalog,
    .noun = "settings catalog policy",
    .odata_type = "#microsoft.graph.deviceManagementConfigurationPolicy",
    .collection = "/deviceManagement/configurationPolicies",
    .name_key = "name",
    .carries_texts = false,
    .has_overview = false,
    .tells_masked = false,
    // A hundred rules of the firewall with ten OMA-URIs each are one instance.
    .most_settings = 0,
    // Never $expand=settings: it makes pages of one or two policies.
    .list_query = "$expand=assignments",
    .settings_path = "/settings",
    .update_method = "PUT",
    .to_create = &settings_catalog_to_graph,
    .to_update = &settings_catalog_to_graph,
    .from_graph = &settings_catalog_from_graph,
    .settings_from_graph = &settings_catalog_settings,
    .is_for_windows = &is_windows_catalog_policy,
    .lowest_api = &settings_catalog_lowest_api,
    .misfit = &settings_catalog_misfit,
    .has_own_values = &settings_catalog_has_own_values,
    .unlisted_definition = &settings_catalog_unlisted_definition,
    .requires_elements = true,
    .settle = &settings_catalog_settle,
    .read_again = &settings_catalog_read_again,
};

}  // namespace pinwright::object
