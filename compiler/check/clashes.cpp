#include "check/clashes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/text.hpp"
#include "check/same_value.hpp"

namespace pinwright::check {

namespace {

using UsesByNode = std::unordered_map<std::string_view, std::vector<Use>>;

auto uses_by_node(const lower::Deployment& deployment) -> UsesByNode {
  UsesByNode all;
  for (const auto& policy : deployment.policies) {
    // A policy without targets reaches nobody, so it overlaps with none.
    if (policy.targets.empty()) continue;
    for (const auto& setting : policy.settings) {
      auto& uses = all[setting.key.canonical()];
      // A second one in its own policy is duplicate-setting's.
      if (uses.empty() || uses.back().policy != &policy) uses.push_back({&policy, &setting});
    }
  }
  return all;
}

/// Microsoft, "Manage antivirus settings with endpoint security policies in Microsoft Intune", "Settings and CSPs that
/// support policy merge": a device gets the lists of all policies of endpoint security and of the settings catalog.
/// Custom policies are not named there.
auto is_merged_node(std::string_view canonical) -> bool {
  constexpr std::string_view kArea = "./device/vendor/msft/policy/config/defender/";
  constexpr std::array<std::string_view, 3> kMerged{"excludedextensions", "excludedpaths", "excludedprocesses"};
  if (!base::starts_with_folded(canonical, kArea)) return false;
  const auto name = base::folded(canonical.substr(kArea.size()));
  return std::find(kMerged.begin(), kMerged.end(), name) != kMerged.end();
}

/// The clashes of one node.
class NodeSearch {
 public:
  NodeSearch(std::string_view node, Reaches& reaches) : reaches_(reaches), is_merged_(is_merged_node(node)) {}

  auto run(const std::vector<Use>& uses, std::vector<Clash>& clashes) -> void {
    for (auto use : uses) {
      auto value = comparable_value(*use.setting);
      if (!value) continue;
      // What is merged is one value, whatever each policy adds to it.
      use.value = merges(use) ? kMergedValue : values_.of(std::move(*value));
      if (const auto clash = worst_of(use)) clashes.push_back(*clash);
      all_.add(reaches_, use);
      by_value_[use.value].add(reaches_, use);
    }
  }

 private:
  auto worst_of(const Use& use) -> std::optional<Clash> {
    const auto clash = [&](const Use& earlier, Overlap overlap) {
      return Clash{use.policy, use.setting, earlier.policy, earlier.setting, earlier.value == use.value, overlap};
    };
    if (const auto* other = all_.first_sure(reaches_, *use.policy, use.value)) return clash(*other, Overlap::Sure);
    if (const auto* other = all_.first_possible(reaches_, *use.policy, use.value))
      return clash(*other, Overlap::Possible);
    if (use.value == kMergedValue) return std::nullopt;
    const auto same = by_value_.find(use.value);
    if (same == by_value_.end()) return std::nullopt;
    const auto* first = same->second.first_sure(reaches_, *use.policy);
    return first == nullptr ? std::nullopt : std::optional(clash(*first, Overlap::Sure));
  }

  [[nodiscard]] auto merges(const Use& use) const -> bool {
    return is_merged_ && use.policy->target == object::Target::SettingsCatalog;
  }

  static constexpr std::uint32_t kMergedValue = std::numeric_limits<std::uint32_t>::max();

  Reaches& reaches_;
  bool is_merged_ = false;
  Numbers values_;
  ReachIndex all_;
  std::unordered_map<std::uint32_t, ReachIndex> by_value_;
};

}  // namespace

auto find_clashes(const lower::Deployment& deployment, Reaches& reaches) -> std::vector<Clash> {
  if (deployment.policies.size() < 2) return {};
  std::vector<Clash> clashes;
  for (const auto& [node, uses] : uses_by_node(deployment)) {
    if (uses.size() > 1) NodeSearch(node, reaches).run(uses, clashes);
  }
  // Policies and settings stand in vectors, so their addresses are in their order.
  std::sort(clashes.begin(), clashes.end(), [](const Clash& a, const Clash& b) {
    return std::tie(a.policy, a.setting) < std::tie(b.policy, b.setting);
  });
  return clashes;
}

}  // namespace pinwright::check
