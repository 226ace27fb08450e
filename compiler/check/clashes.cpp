#include "check/clashes.hpp"

#include <optional>
#include <string_view>
#include <unordered_map>

#include "check/same_value.hpp"

namespace pinwright::check {

namespace {

/// A node that hundreds of policies set is compared with the first ones only, so that the work grows with the number of
/// settings.
constexpr std::size_t kCompared = 200;

struct Use {
  const lower::Policy* policy = nullptr;
  const lower::Setting* setting = nullptr;
};

class ClashSearch {
 public:
  explicit ClashSearch(const lower::Deployment& deployment) : policies_(deployment.policies), reaches_(deployment) {}

  auto run() -> std::vector<Clash> {
    for (const auto& policy : policies_) {
      // Whoever is assigned to nobody meets nobody.
      if (policy.targets.empty()) continue;
      for (const auto& setting : policy.settings) take({&policy, &setting});
    }
    return std::move(clashes_);
  }

 private:
  auto take(Use use) -> void {
    auto& earlier = by_uri_[use.setting->key.canonical()];
    // A second one in its own policy is duplicate-setting's.
    if (!earlier.empty() && earlier.back().policy == use.policy) return;
    if (const auto worst = worst_of(use, earlier)) clashes_.push_back(*worst);
    if (earlier.size() < kCompared) earlier.push_back(use);
  }

  auto worst_of(Use use, const std::vector<Use>& earlier) -> std::optional<Clash> {
    std::optional<Clash> worst;
    for (const auto& other : earlier) {
      const auto same = same_value(*use.setting, *other.setting);
      if (!same || (*same && worst)) continue;
      const auto overlap = reaches_.of(*use.policy).overlap(reaches_.of(*other.policy));
      if (overlap == Overlap::None || (*same && overlap != Overlap::Sure)) continue;
      if (worst && !worst->same_value && overlap != Overlap::Sure) continue;
      worst = Clash{use.policy, use.setting, other.policy, other.setting, *same, overlap};
      if (!*same && overlap == Overlap::Sure) break;
    }
    return worst;
  }

  const std::vector<lower::Policy>& policies_;
  Reaches reaches_;
  std::unordered_map<std::string_view, std::vector<Use>> by_uri_;
  std::vector<Clash> clashes_;
};

}  // namespace

auto find_clashes(const lower::Deployment& deployment) -> std::vector<Clash> {
  if (deployment.policies.size() < 2) return {};
  return ClashSearch(deployment).run();
}

}  // namespace pinwright::check
