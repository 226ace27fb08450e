#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "object/graph_reader.hpp"
#include "object/live.hpp"

/// Reading what every kind of object has, for the files of object/.
namespace pinwright::object {

/// null, "" and absent are one.
[[nodiscard]] auto text_or_none(GraphReader& reader, std::string_view name) -> std::optional<std::string>;
/// Id, dates and version.
[[nodiscard]] auto live_from_graph(GraphReader& reader) -> Live;

}  // namespace pinwright::object
