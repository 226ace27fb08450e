#include "driver/workspace_catalog.hpp"

#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "csp/facts.hpp"
#include "driver/declared_nodes.hpp"
#include "driver/find_files.hpp"
#include "driver/load.hpp"
#include "lower/ingested.hpp"

namespace pinwright::driver {

namespace {

/// Policies of ingested ADMX files as nodes, each once.
class IngestedNodes {
 public:
  explicit IngestedNodes(std::vector<csp::NodeFacts> declared) : nodes_(std::move(declared)) {
    for (const auto& node : nodes_) known_.insert(base::folded(node.path));
  }

  auto add(const lower::IngestedAdmx& ingested) -> void {
    for (const auto& [area, policy] : ingested.policies()) {
      if (policy->policy_class != csp::AdmxClass::User) add("./Device", area, *policy);
      if (policy->policy_class != csp::AdmxClass::Machine) add("./User", area, *policy);
    }
  }

  auto take() -> std::vector<csp::NodeFacts> { return std::move(nodes_); }

 private:
  auto add(std::string_view root, std::string_view area, const csp::AdmxPolicyFacts& policy) -> void {
    if (policy.name.find('/') != std::string::npos || area.find('/') != std::string_view::npos) return;
    csp::NodeFacts node;
    node.path.append(root).append("/Vendor/MSFT/Policy/Config/").append(area).append("/").append(policy.name);
    if (!known_.insert(base::folded(node.path)).second) return;
    node.format = csp::Format::Chr;
    node.access = kSettableAccess;
    node.allowed.kind = csp::Allowed::Admx;
    node.admx = csp::AdmxFacts{{}, policy.name, std::string(area), policy};
    nodes_.push_back(std::move(node));
  }

  std::vector<csp::NodeFacts> nodes_;
  std::unordered_set<std::string> known_;
};

}  // namespace

auto workspace_catalog(Env& env) -> csp::Catalog {
  const auto root = root_above(env, env.working_folder);
  if (root.empty()) return csp::Catalog::built_in();
  const auto loaded = load(env, root, 1);
  diag::Sink passed_over;
  IngestedNodes nodes(declared_facts(loaded->workspace, passed_over));
  for (const auto& tenant : loaded->workspace.tenants.all()) {
    const auto deployment = lower::lower(loaded->input(), &tenant, passed_over);
    if (deployment.ingested != nullptr) nodes.add(*deployment.ingested);
  }
  auto catalog = loaded->catalog.with_declared(nodes.take());
  return catalog.ok() ? std::move(catalog).value() : loaded->catalog;
}

}  // namespace pinwright::driver
