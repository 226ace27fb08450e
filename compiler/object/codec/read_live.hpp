#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json_reader.hpp"
#include "object/live.hpp"

/// Reading what every kind of object has, for the files of object/.
namespace pinwright::object {

/// How errors call what is read here.
inline constexpr std::string_view kAnswer = "the answer";

/// null, "" and absent are one.
[[nodiscard]] auto text_or_none(const base::JsonReader& reader, std::string_view name) -> std::optional<std::string>;
/// `roleScopeTagIds` of a policy; nullopt: the answer does not say.
[[nodiscard]] auto scope_tags_from_graph(const base::JsonReader& policy) -> std::optional<std::vector<Reference>>;
/// Id, dates and version.
[[nodiscard]] auto live_from_graph(const base::JsonReader& reader) -> Live;

}  // namespace pinwright::object
