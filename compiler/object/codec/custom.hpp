#pragma once

#include "object/codec/codec.hpp"
#include "object/codec/custom_from_graph.hpp"
#include "object/codec/custom_to_graph.hpp"

/// windows10CustomConfiguration: an Intune custom policy, whose settings are OMA-URIs.
namespace pinwright::object {

inline constexpr Codec kCustomCodec{
    .target = Target::Custom,
    .noun = "custom policy",
    .odata_type = "#microsoft.graph.windows10CustomConfiguration",
    .collection = "/deviceManagement/deviceConfigurations",
    .name_key = "displayName",
    .carries_texts = true,
    .has_overview = true,
    .tells_masked = true,
    // Graph: omaSettings "can contain a maximum of 1000 elements".
    .most_settings = 1000,
    // Without the filter the list holds every profile of the tenant, of whatever type.
    .list_query = "$expand=assignments&$filter=isof('microsoft.graph.windows10CustomConfiguration')",
    .settings_path = "",
    .update_method = "PATCH",
    .to_create = &custom_to_graph,
    .to_update = &custom_to_graph,
    .from_graph = &custom_from_graph,
    .settings_from_graph = nullptr,
    .is_for_windows = nullptr,
    .lowest_api = &custom_lowest_api,
    // What the files can say is what a custom policy is.
    .misfit = nullptr,
    .has_own_values = nullptr,
    .unlisted_definition = nullptr,
    .requires_elements = false,
    .settle = nullptr,
    .known_settings = &custom_known_settings,
};

}  // namespace pinwright::object
