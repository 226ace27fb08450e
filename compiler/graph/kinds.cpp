#include "graph/kinds.hpp"

#include <fmt/format.h>

#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "graph/json.hpp"
#include "graph/url.hpp"
#include "object/codec/custom.hpp"
#include "object/codec/settings_catalog.hpp"
#include "object/from_graph.hpp"

namespace pinwright::graph {

namespace {

using object::Kind;
using object::Target;

constexpr auto policies(const object::Codec& codec, std::string_view what, bool beta_only) -> KindRow {
  return {Kind::Policy, codec.target, codec.collection, what, beta_only, &object::policy_from_graph};
}

constexpr std::array<KindRow, 4> kRows{{
    policies(object::kCustomCodec, "policies", false),
    policies(object::kSettingsCatalogCodec, "policies of the settings catalog", true),
    {Kind::Group, Target::Custom, "/groups", "groups", false,
     [](const nlohmann::json& entity, const csp::Catalog* /*catalog*/) { return object::group_from_graph(entity); }},
    {Kind::Filter, Target::Custom, "/deviceManagement/assignmentFilters", "assignment filters", true,
     [](const nlohmann::json& entity, const csp::Catalog* /*catalog*/) { return object::filter_from_graph(entity); }},
}};

constexpr auto index_of(Kind kind, Target target) -> std::size_t {
  if (kind == Kind::Policy) return static_cast<std::size_t>(target);
  return object::kTargetWords.size() + static_cast<std::size_t>(kind) - 1;
}

constexpr auto in_order() -> bool {
  for (std::size_t i = 0; i < kRows.size(); ++i) {
    if (index_of(kRows.at(i).kind, kRows.at(i).target) != i) return false;
  }
  return true;
}
static_assert(in_order());

}  // namespace

auto row_of(Kind kind, Target target) -> const KindRow& { return kRows.at(index_of(kind, target)); }

auto object_path(const object::Address& address) -> std::string {
  return fmt::format("{}/{}", row_of(address.kind, address.target).path, percent_encoded(address.id));
}

auto live_of(object::Kind kind, const nlohmann::json& entity, const csp::Catalog* catalog)
    -> base::Result<object::Live> {
  if (!entity.is_object()) return base::Error{fmt::format("one of the {} is no JSON object", row_of(kind).what)};
  auto live = row_of(kind).from_graph(entity, catalog);
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
