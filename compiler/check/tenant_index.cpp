#include "check/tenant_index.hpp"

namespace pinwright::check {

auto TenantIndex::clashes() -> const std::vector<Clash>& {
  if (!clashes_) clashes_ = find_clashes(deployment_, reaches_);
  return *clashes_;
}

auto TenantIndex::matches(std::string_view uri, std::string_view condition,
                          const std::function<bool(const lower::Setting&)>& holds) -> const Matches& {
  auto key = std::string(uri);
  key.append("\n").append(condition);
  const auto [at, is_new] = matches_.try_emplace(std::move(key));
  auto& found = at->second;
  if (!is_new) return found;
  for (const auto& use : uses_of(uri)) {
    if (!holds(*use.setting) || !found.by_policy.try_emplace(use.policy, use.setting).second) continue;
    found.anywhere = found.anywhere || !use.policy->manages_assignments;
    if (use.policy->manages_assignments) found.assigned.add(reaches_, use);
  }
  return found;
}

auto TenantIndex::is_first(const lower::Policy& policy, std::string_view segment) -> bool {
  return segments_[&policy].insert(segment).second;
}

auto TenantIndex::is_true_of(const csp::AdmxFile& file, bool (*condition)(const csp::AdmxFile&)) -> bool {
  const auto [known, is_new] = files_.try_emplace({&file, condition});
  if (is_new) known->second = condition(file);
  return known->second;
}

auto TenantIndex::left_out(const model::Workspace& workspace, const csp::Catalog& catalog) -> const LeftOutNodes& {
  if (!left_out_) left_out_.emplace(workspace, catalog);
  return *left_out_;
}

auto TenantIndex::uses_of(std::string_view uri) -> const std::vector<Use>& {
  static const std::vector<Use> kNone;
  if (!uses_) {
    uses_.emplace();
    for (const auto& policy : deployment_.policies) {
      for (const auto& setting : policy.settings) (*uses_)[setting.key.canonical()].push_back({&policy, &setting});
    }
  }
  const auto found = uses_->find(uri);
  return found == uses_->end() ? kNone : found->second;
}

}  // namespace pinwright::check
