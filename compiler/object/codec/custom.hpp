#pragma once

#include "object/codec/codec.hpp"

/// windows10CustomConfiguration: an Intune custom policy, whose settings are OMA-URIs.
namespace pinwright::object {

/// Body of a create, and of an update too: whatever is in it replaces what is live.
[[nodiscard]] auto custom_to_graph(const Policy& policy) -> nlohmann::ordered_json;
[[nodiscard]] auto custom_from_graph(const nlohmann::json& entity) -> base::Result<Live>;
/// Beta alone has scope tags.
[[nodiscard]] auto custom_lowest_api(const Policy& policy) -> GraphApi;

inline constexpr Codec kCustomCodec{
    .target = Target::Custom,
    .odata_type = "#microsoft.graph.windows10CustomConfiguration",
    .collection = "/deviceManagement/deviceConfigurations",
    // Without the filter the list holds every profile of the tenant, of whatever type.
    .list_query = "$expand=assignments&$filter=isof('microsoft.graph.windows10CustomConfiguration')",
    .update_method = "PATCH",
    .to_create = &custom_to_graph,
    .to_update = &custom_to_graph,
    .from_graph = &custom_from_graph,
    .lowest_api = &custom_lowest_api,
};

}  // namespace pinwright::object
