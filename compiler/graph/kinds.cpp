#include "graph/kinds.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "graph/json.hpp"
#include "graph/url.hpp"
#include "object/codec/custom.hpp"
#include "object/from_graph.hpp"

namespace pinwright::graph {

namespace {

constexpr std::array<KindRow, std::variant_size_v<object::Object>> kRows{{
    {object::Kind::Policy, object::kCustomCodec.collection, object::kCustomCodec.odata_type, "policies", false,
     &object::policy_from_graph},
    {object::Kind::Group, "/groups", "", "groups", false, &object::group_from_graph},
    {object::Kind::Filter, "/deviceManagement/assignmentFilters",
     "#microsoft.graph.deviceAndAppManagementAssignmentFilter", "assignment filters", true, &object::filter_from_graph},
}};

constexpr auto in_order() -> bool {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (kRows.at(i).kind != static_cast<object::Kind>(i)) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

auto row_of(object::Kind kind) -> const KindRow& { return kRows.at(static_cast<std::size_t>(kind)); }

auto object_path(object::Kind kind, std::string_view id) -> std::string {
  return fmt::format("{}/{}", row_of(kind).path, percent_encoded(id));
}

auto live_of(object::Kind kind, const nlohmann::json& entity) -> base::Result<object::Live> {
  if (!entity.is_object()) return base::Error{fmt::format("one of the {} is no JSON object", row_of(kind).what)};
  auto live = row_of(kind).from_graph(entity);
  if (live.ok()) return live;
  auto error = live.error();
  const auto id = text_at(entity, "id");
  if (!id.empty()) error.message = fmt::format("{} {}: {}", object::word(kind), base::quoted(id), error.message);
  return error;
}

auto lacking_in_v1(std::string_view what) -> base::Error {
  return {fmt::format("Microsoft Graph v1.0 does not have {}", what), "remove `graphApi: v1.0` from `pinwright.yaml`"};
}

}  // namespace pinwright::graph
