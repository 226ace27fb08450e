#include <fmt/format.h>

#include "base/text.hpp"
#include "object/marker.hpp"
#include "object/noun.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

auto owner_text(const TenantSnapshot& snapshot, const object::Live& live) -> std::string {
  const auto owner = snapshot.owner_of(live);
  const auto damaged = object::damaged_marker_in(object::description_of(live.object).value_or(""));
  if (damaged) return fmt::format("`{}` has a damaged marker in its description: {}", live.id, base::quoted(*damaged));
  if (owner.who == Owner::Who::Nobody && owner.marker)
    return fmt::format("`{}` carries a marker that was copied along from another tenant, which does not count here",
                       live.id);
  if (owner.who != Owner::Who::Others)
    return fmt::format("`{}` carries no marker of this workspace: it never had one, or somebody took it out", live.id);
  return fmt::format("`{}` is owned by the workspace `{}`, as `{}`", live.id, owner.marker->workspace,
                     owner.marker->key);
}

auto help_for(const TenantSnapshot& snapshot, const Desired& desired) -> std::string {
  const auto& first = *desired.unowned.front();
  const bool can_take = desired.unowned.size() == 1 && snapshot.owner_of(first).who != Owner::Who::Others;
  if (!can_take) return "give this one another `displayName`, or remove the other";
  if (desired.kind == object::Kind::Policy) {
    return fmt::format(
        "take it over with `adopt: {{{}: {}}}` in the policy or `--adopt {}`, or give this one another "
        "`displayName`",
        snapshot.tenant_name(), first.id, desired.key);
  }
  return fmt::format("take it over with `--adopt {}`, or leave `create: true` out to use it as it is", desired.key);
}

}  // namespace

auto unowned_policy(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    const bool is_taken = one.taken_over != nullptr || !one.owned.empty() || one.adopt_problem != AdoptProblem::None;
    if (!one.answered || is_taken || one.unowned.empty()) continue;
    auto found = finding(snapshot, diag::Code::UnownedPolicy, one.span, one.path,
                         fmt::format("the tenant has a {} of the name {} that is not this workspace's",
                                     object::noun(one.kind), base::quoted(object::display_name_of(one.object))),
                         help_for(snapshot, one));
    for (const auto* live : one.unowned)
      found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), owner_text(snapshot, *live)));
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
