#pragma once

#include "object/codec/codec.hpp"

namespace pinwright::object {

/// Body of a create, and of an update too: whatever is in it replaces what is live.
[[nodiscard]] auto custom_to_graph(const Policy& policy) -> nlohmann::ordered_json;
/// Beta alone has scope tags.
[[nodiscard]] auto custom_lowest_api(const Policy& policy) -> GraphApi;

}  // namespace pinwright::object
