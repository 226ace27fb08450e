#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/conditions/overlap.hpp"
#include "plan/diff/compare_settings.hpp"

namespace pinwright::plan::conditions {

namespace {

constexpr std::size_t kShownPolicies = 4;

/// A setting of a policy that this plan leaves alone.
struct Theirs {
  const object::Live* policy = nullptr;
  const object::Setting* setting = nullptr;
};

/// What stays in the tenant whatever this plan does, by node.
auto settings_of_others(const TenantSnapshot& snapshot) -> std::map<std::string, std::vector<Theirs>> {
  std::set<const object::Live*> touched(snapshot.leftovers.begin(), snapshot.leftovers.end());
  for (const auto& one : snapshot.desired) {
    touched.insert(one.owned.begin(), one.owned.end());
    touched.insert(one.taken_over);
    touched.insert(one.replaced);
    // A policy of the same name is a finding of its own.
    touched.insert(one.unowned.begin(), one.unowned.end());
  }
  std::map<std::string, std::vector<Theirs>> settings;
  for (const auto& live : snapshot.live_policies()) {
    if (touched.contains(&live) || live.assignments.empty()) continue;
    for (const auto& setting : std::get<object::Policy>(live.object).settings)
      settings[snapshot.node_of(setting)].push_back({&live, &setting});
  }
  return settings;
}

auto value_text(const object::Setting& ours, const object::Setting& theirs) -> std::string_view {
  if (!ours.secrets.empty()) return "a value that cannot be compared";
  const auto same = same_value(ours, theirs);
  if (!same) return "a value that cannot be compared";
  return *same ? "the same value" : "another value";
}

auto owner_text(const TenantSnapshot& snapshot, const object::Live& live) -> std::string {
  const auto owner = snapshot.owner_of(live);
  if (owner.who != Owner::Who::Others) return {};
  return fmt::format(" of the workspace `{}`", owner.marker->workspace);
}

auto describe(const TenantSnapshot& snapshot, const object::Setting& ours, const Theirs& theirs) -> std::string {
  return fmt::format("{}{} (`{}`) gives it {}", base::quoted(object::display_name_of(theirs.policy->object)),
                     owner_text(snapshot, *theirs.policy), theirs.policy->id, value_text(ours, *theirs.setting));
}

auto report(const TenantSnapshot& snapshot, const Desired& desired, std::size_t index,
            const std::vector<Theirs>& clashes, diag::Sink& sink) -> void {
  const auto& lowered = desired.policy->settings.at(index);
  const auto& ours = std::get<object::Policy>(desired.object).settings.at(index);
  auto found = finding(
      snapshot, diag::Code::LiveConflict, lowered.span, lower::path_of(*desired.policy, lowered),
      fmt::format("{} of the tenant that this workspace does not own {} the same node, and both can reach one device",
                  base::counted(clashes.size(), "policy"), clashes.size() == 1 ? "sets" : "set"),
      "keep the node in one place, see to it that no device gets both, or take the other policy over with `adopt`");
  std::vector<std::string> texts;
  texts.reserve(clashes.size());
  for (const auto& one : clashes) texts.push_back(describe(snapshot, ours, one));
  found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), base::listed(texts, kShownPolicies)));
  sink.add(std::move(found));
}

/// Whom the policy is for when the plan is done.
auto assignments_of(const Desired& desired) -> const std::vector<object::Assignment>& {
  const auto* live = desired.live() != nullptr ? desired.live() : desired.of_other_target();
  return live != nullptr && !desired.manages_assignments ? live->assignments : desired.assignments;
}

auto is_planned(const Desired& desired) -> bool {
  return desired.policy != nullptr &&
         (desired.live() != nullptr || desired.is_new() || desired.of_other_target() != nullptr);
}

}  // namespace

auto live_conflict(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  if (!snapshot.options.with_conflicts) return;
  const auto others = settings_of_others(snapshot);
  if (others.empty()) return;
  for (const auto& desired : snapshot.desired) {
    if (!is_planned(desired)) continue;
    const auto& settings = std::get<object::Policy>(desired.object).settings;
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const auto found = others.find(snapshot.node_of(settings[i]));
      if (found == others.end()) continue;
      std::vector<Theirs> clashes;
      std::copy_if(found->second.begin(), found->second.end(), std::back_inserter(clashes),
                   [&](const Theirs& one) { return may_overlap(assignments_of(desired), one.policy->assignments); });
      if (!clashes.empty()) report(snapshot, desired, i, clashes, sink);
    }
  }
}

}  // namespace pinwright::plan::conditions
