#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "object/live.hpp"

namespace pinwright::graph {

/// Where a kind of object lives in Graph, and how it is read; of policies one row a target. What is written comes from
/// object/to_graph.
struct KindRow {
  object::Kind kind;
  object::Target target;
  std::string_view path;   ///< collection, relative to the version
  std::string_view what;   ///< for messages, in the plural
  bool beta_only = false;  ///< v1.0 does not have the collection
  base::Result<object::Live> (*from_graph)(const nlohmann::json&, const csp::Catalog*) = nullptr;
};
[[nodiscard]] auto row_of(object::Kind kind, object::Target target = object::Target::Custom) -> const KindRow&;

/// "/groups/ID": an id is one segment, whatever is written in it.
[[nodiscard]] auto object_path(const object::Address& address) -> std::string;
/// The object of an answer; an Error names it by its id where it has one.
[[nodiscard]] auto live_of(object::Kind kind, const nlohmann::json& entity, const csp::Catalog* catalog)
    -> base::Result<object::Live>;
/// v1.0 lacks `what`: "assignment filters".
[[nodiscard]] auto lacking_in_v1(std::string_view what) -> base::Error;

}  // namespace pinwright::graph
