#include "plan/diff/snapshot.hpp"

#include <string_view>

#include "base/text.hpp"
#include "object/canonical.hpp"

namespace pinwright::plan {

namespace {

/// The list, or an empty one where it could not be read.
auto list_of(const base::Result<std::vector<object::Live>>& result) -> const std::vector<object::Live>& {
  static const std::vector<object::Live> kNone;
  return result.ok() ? result.value() : kNone;
}

auto counterpart(const Desired& desired) -> const object::Live* {
  if (desired.owned.size() == 1) return desired.owned.front();
  return desired.owned.empty() && desired.adopt_problem == AdoptProblem::None ? desired.taken_over : nullptr;
}

}  // namespace

auto Desired::of_other_target() const -> const object::Live* {
  const bool differs = owned.size() == 1 && object::target_of(owned.front()->object) != object::target_of(object);
  return differs ? owned.front() : nullptr;
}

auto Desired::live() const -> const object::Live* {
  const auto* one = of_other_target() == nullptr ? counterpart(*this) : nullptr;
  return one != nullptr && !one->unreadable ? one : nullptr;
}

auto Desired::unreadable() const -> const object::Live* {
  const auto* one = counterpart(*this);
  return one != nullptr && one->unreadable ? one : nullptr;
}

auto Desired::is_new() const -> bool {
  return answered && owned.empty() && unowned.empty() && claiming.empty() && taken_over == nullptr &&
         adopt_problem == AdoptProblem::None;
}

auto TenantSnapshot::catalog() const -> const csp::Catalog& {
  static const auto kBuiltIn = csp::Catalog::built_in();
  return options.catalog != nullptr ? *options.catalog : kBuiltIn;
}

auto TenantSnapshot::owner_of(const object::Live& live) const -> Owner {
  const auto& description = object::description_of(live.object);
  auto marker = description ? object::split_description(*description).marker : std::nullopt;
  if (!marker || !object::is_of_tenant(*marker, tenant().tenant_id.value))
    return {std::move(marker), Owner::Who::Nobody};
  const auto who =
      object::belongs_to(*marker, options.workspace, tenant().tenant_id.value) ? Owner::Who::Us : Owner::Who::Others;
  return {std::move(marker), who};
}

auto TenantSnapshot::live_policies() const -> const std::vector<object::Live>& { return list_of(answer.policies); }
auto TenantSnapshot::live_filters() const -> const std::vector<object::Live>& { return list_of(answer.filters); }

auto add_group_ids(const std::vector<object::Assignment>& assignments, std::set<std::string>& ids) -> void {
  for (const auto& one : assignments) {
    if (one.target == object::Assignment::Target::Group) ids.insert(base::folded(one.group.id));
  }
}

auto assigned_group_ids(const TenantSnapshot& snapshot) -> std::set<std::string> {
  std::set<std::string> ids;
  for (const auto& live : snapshot.live_policies()) {
    if (snapshot.owner_of(live).who == Owner::Who::Us) add_group_ids(live.assignments, ids);
  }
  return ids;
}

}  // namespace pinwright::plan
