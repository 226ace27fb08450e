#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/nearest.hpp"
#include "check/clashes.hpp"
#include "check/left_out_nodes.hpp"
#include "check/reach_index.hpp"

namespace pinwright::check {

/// What checks of one tenant look up across its policies, each part made when it is first asked for and then kept. One
/// thread at a time.
class TenantIndex {
 public:
  /// The settings of one node that fulfil a condition.
  struct Matches {
    std::unordered_map<const lower::Policy*, const lower::Setting*> by_policy;
    bool anywhere = false;  ///< one stands in a policy whose assignments are not in the files
    ReachIndex assigned;    ///< the other ones
  };

  explicit TenantIndex(const lower::Deployment& deployment) : deployment_(deployment), reaches_(deployment) {}
  [[nodiscard]] auto reaches() -> Reaches& { return reaches_; }
  [[nodiscard]] auto clashes() -> const std::vector<Clash>&;
  /// The settings of the node with this canonical OMA-URI for which `holds` is true; `condition` names what `holds`
  /// asks, and equal names give one answer.
  [[nodiscard]] auto matches(std::string_view uri, std::string_view condition,
                             const std::function<bool(const lower::Setting&)>& holds) -> const Matches&;
  /// False when it was called with this name of a segment for a setting of this policy before. `segment`: a view of a
  /// text of the deployment.
  [[nodiscard]] auto is_first(const lower::Policy& policy, std::string_view segment) -> bool;
  /// What `condition` says of the file, which it is asked about once.
  [[nodiscard]] auto is_true_of(const csp::AdmxFile& file, bool (*condition)(const csp::AdmxFile&)) -> bool;
  /// Of all that is searched for in names of this tenant's own, such as those of its ADMX files.
  [[nodiscard]] auto nearest() -> base::BoundedNearest& { return nearest_; }
  [[nodiscard]] auto left_out(const model::Workspace& workspace, const csp::Catalog& catalog) -> const LeftOutNodes&;

 private:
  auto uses_of(std::string_view uri) -> const std::vector<Use>&;

  const lower::Deployment& deployment_;
  Reaches reaches_;
  std::optional<std::vector<Clash>> clashes_;
  std::optional<std::unordered_map<std::string_view, std::vector<Use>>> uses_;
  std::unordered_map<std::string, Matches> matches_;
  std::unordered_map<const lower::Policy*, std::unordered_set<std::string_view>> segments_;
  std::map<std::pair<const csp::AdmxFile*, bool (*)(const csp::AdmxFile&)>, bool> files_;
  base::BoundedNearest nearest_;
  std::optional<LeftOutNodes> left_out_;
};

}  // namespace pinwright::check
