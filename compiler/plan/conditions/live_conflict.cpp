#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/conditions/overlap.hpp"
#include "plan/node_setters.hpp"

namespace pinwright::plan::conditions {

namespace {

constexpr std::size_t kShownPolicies = 4;

/// Another policy, and whether one device can have both.
struct Clash {
  const NodeSetter* theirs = nullptr;
  Overlap overlap = Overlap::None;
};

/// Policies that this plan is about: what becomes of them it says itself.
auto touched_by(const TenantSnapshot& snapshot) -> std::set<const object::Live*> {
  std::set<const object::Live*> touched(snapshot.leftovers.begin(), snapshot.leftovers.end());
  for (const auto& one : snapshot.desired) {
    touched.insert(one.owned.begin(), one.owned.end());
    touched.insert(one.taken_over);
    touched.insert(one.replaced);
    // A policy of the same name is a finding of its own.
    touched.insert(one.unowned.begin(), one.unowned.end());
  }
  touched.erase(nullptr);
  return touched;
}

/// nullopt: the two values cannot be compared.
auto has_same_value(const object::Setting& ours, const NodeSetter& theirs) -> std::optional<bool> {
  if (!ours.secrets.empty() || !theirs.has_value) return std::nullopt;
  return is_same_value(ours, *theirs.setting);
}

auto value_text(const object::Setting& ours, const NodeSetter& theirs) -> std::string_view {
  const auto same = has_same_value(ours, theirs);
  if (!same) return "a value that cannot be compared";
  return *same ? "the same value" : "another value";
}

auto owner_text(const TenantSnapshot& snapshot, const NodeSetter& theirs) -> std::string {
  if (theirs.live == nullptr) return {};
  const auto owner = snapshot.owner_of(*theirs.live);
  if (owner.who != Owner::Who::Others) return {};
  return fmt::format(" of the workspace `{}`", owner.marker->workspace);
}

auto describe(const TenantSnapshot& snapshot, const object::Setting& ours, const Clash& clash) -> std::string {
  const auto& theirs = *clash.theirs;
  return fmt::format("{}{} ({}, `{}`) gives it {}{}{}", base::quoted(*theirs.display_name),
                     owner_text(snapshot, theirs), title(theirs.kind), *theirs.id, value_text(ours, theirs),
                     theirs.kind == object::PolicyKind::Enrolment ? " at enrollment" : "",
                     clash.overlap == Overlap::Possible ? " where a device gets both" : "");
}

auto report(const TenantSnapshot& snapshot, const Desired& desired, std::size_t index,
            const std::vector<Clash>& clashes, diag::Sink& sink) -> void {
  const auto& lowered = desired.policy->settings.at(index);
  const auto& ours = std::get<object::Policy>(desired.object).settings.at(index);
  const bool is_certain =
      std::any_of(clashes.begin(), clashes.end(), [](const Clash& one) { return one.overlap == Overlap::Certain; });
  auto found = finding(
      snapshot, diag::Code::LiveConflict, lowered.span, lower::path_of(*desired.policy, lowered),
      fmt::format("{} of the tenant that this workspace does not own {} the same node, and {}",
                  base::counted(clashes.size(), "policy"), clashes.size() == 1 ? "sets" : "set",
                  is_certain ? "both can reach one device" : "whether one device gets both is not known"),
      "keep the node in one place, see to it that no device gets both, or take the other policy over with `adopt`");
  if (!is_certain) found.severity = diag::Severity::Note;
  std::vector<std::string> texts(clashes.size());  // of those that are not shown only the number counts
  for (std::size_t i = 0; i < std::min(clashes.size(), kShownPolicies); ++i)
    texts[i] = describe(snapshot, ours, clashes[i]);
  found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), base::listed(texts, kShownPolicies)));
  sink.add(std::move(found));
}

/// What the findings of this tenant cannot know about.
auto report_kinds(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  // The workspace chose a version of Graph that has fewer kinds: the docs say so once, not each plan.
  if (snapshot.options.graph_api == object::GraphApi::V1) return;
  const auto kinds = kinds_not_read(snapshot.answer);
  if (kinds.empty()) return;
  std::vector<std::string> names;
  std::vector<std::string> reasons;
  for (const auto& kind : kinds) {
    names.push_back(base::quoted(title(kind.kind)));
    reasons.push_back(fmt::format("{}: {}", title(kind.kind), kind.why));
  }
  auto note = finding(snapshot, diag::Code::LiveConflict, tenant_place(snapshot),
                      fmt::format("tenants.{}", snapshot.tenant_name()),
                      fmt::format("policies of {} were not compared: {}", base::counted(kinds.size(), "kind"),
                                  base::joined(names, ", ")),
                      "`pinwright where OMA-URI` shows who sets a node, as far as it can be read");
  note.severity = diag::Severity::Note;
  note.notes = std::move(reasons);
  sink.add(std::move(note));
}

/// Whom the policy is for when the plan is done.
auto assignments_of(const Desired& desired) -> const std::vector<object::Assignment>& {
  const auto* live = desired.live() != nullptr ? desired.live() : desired.of_other_target();
  return live != nullptr && !desired.manages_assignments ? live->assignments : desired.assignments;
}

/// Another policy, and the number of its assignments among those that differ: most policies share theirs with others.
struct Other {
  const NodeSetter* setter = nullptr;
  std::size_t assignments = 0;
};

/// The policies that this plan is not about, by node.
class Others {
 public:
  Others(const NodeSetters& setters, const std::set<const object::Live*>& touched) {
    for (const auto& [node, all] : setters) {
      for (const auto& one : all) {
        if (!touched.contains(one.live)) by_node_[node].push_back({&one, number_of(*one.assignments)});
      }
    }
  }
  [[nodiscard]] auto find(const std::string& node) const -> const std::vector<Other>* {
    const auto found = by_node_.find(node);
    return found == by_node_.end() ? nullptr : &found->second;
  }
  /// Of `ours` with each of the assignments.
  [[nodiscard]] auto overlaps(const std::vector<object::Assignment>& ours) const -> std::vector<Overlap> {
    std::vector<Overlap> overlaps;
    for (const auto* theirs : assignments_) overlaps.push_back(overlap_of(ours, *theirs));
    return overlaps;
  }

 private:
  auto number_of(const std::vector<object::Assignment>& assignments) -> std::size_t {
    const auto [place, is_new] = numbers_.emplace(object::canonical_assignments(assignments), assignments_.size());
    if (is_new) assignments_.push_back(&assignments);
    return place->second;
  }

  std::map<std::string, std::vector<Other>> by_node_;
  std::map<std::string, std::size_t> numbers_;  // of assignments, by their canonical form
  std::vector<const std::vector<object::Assignment>*> assignments_;
};

/// Assignments of a policy that could not be read in full may be more than those that are known.
auto with_unread(Overlap overlap, const Desired& desired, const NodeSetter& theirs) -> Overlap {
  const bool may_be_more = !theirs.is_whole && !assignments_of(desired).empty();
  return may_be_more ? std::max(overlap, Overlap::Possible) : overlap;
}

/// Most policies of different groups never meet: of those that say the same there is nothing to tell.
auto is_worth_a_word(Overlap overlap, const object::Setting& ours, const NodeSetter& theirs) -> bool {
  return overlap == Overlap::Certain || (overlap == Overlap::Possible && has_same_value(ours, theirs) != true);
}

auto is_planned(const Desired& desired) -> bool {
  return desired.policy != nullptr &&
         (desired.live() != nullptr || desired.is_new() || desired.of_other_target() != nullptr);
}

}  // namespace

auto live_conflict(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  if (!snapshot.options.with_conflicts) return;
  report_kinds(snapshot, sink);
  const auto& tenant_id = snapshot.tenant().tenant_id.value;
  const auto setters = setters_of(snapshot.asked.nodes, snapshot.answer, tenant_id);
  if (setters.empty()) return;
  const Others others(setters, touched_by(snapshot));
  for (const auto& desired : snapshot.desired) {
    if (!is_planned(desired)) continue;
    const auto& settings = std::get<object::Policy>(desired.object).settings;
    const auto overlaps = others.overlaps(assignments_of(desired));
    for (std::size_t i = 0; i < settings.size(); ++i) {
      const auto* found = others.find(object::node_id(settings[i].key, tenant_id));
      if (found == nullptr) continue;
      std::vector<Clash> clashes;
      for (const auto& [theirs, assignments] : *found) {
        const auto overlap = with_unread(overlaps[assignments], desired, *theirs);
        if (is_worth_a_word(overlap, settings[i], *theirs)) clashes.push_back({theirs, overlap});
      }
      if (!clashes.empty()) report(snapshot, desired, i, clashes, sink);
    }
  }
}

}  // namespace pinwright::plan::conditions
