#include "driver/analyse.hpp"

#include <algorithm>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/waivers.hpp"

namespace pinwright::driver {

namespace {

/// Tenants of one call of `batch_done`; the last may have fewer.
constexpr std::size_t kBatch = 64;
constexpr std::int64_t kSecondsOfDay = 86'400;

auto taken_tenants(const Loaded& loaded, const TenantFilter& filter) -> std::vector<lower::TenantRef> {
  std::vector<lower::TenantRef> tenants;
  for (const auto& tenant : loaded.workspace.tenants.all()) {
    if (filter.takes(tenant)) tenants.push_back(&tenant);
  }
  std::sort(tenants.begin(), tenants.end(), [](auto* a, auto* b) { return a->name.value < b->name.value; });
  return tenants;
}

/// Joins the findings of the workspace and of its tenants, which end in any order: the workspace's first, then those of
/// each tenant, as soon as the ones before it are there, since a broken policy that a thousand tenants share has a
/// thousand times its findings. There is no barrier between batches: a thread that ends its part early would wait at
/// it.
class OrderedMerge {
 public:
  OrderedMerge(std::size_t tenants, const AnalyseOptions& options, diag::Sink& into)
      : waiting_(1 + tenants), options_(options), into_(into) {}

  auto workspace_done(diag::Sink&& sink) -> void { done(0, std::move(sink)); }
  auto tenant_done(std::size_t tenant, diag::Sink&& sink) -> void { done(1 + tenant, std::move(sink)); }

 private:
  auto done(std::size_t slot, diag::Sink&& sink) -> void {
    const std::lock_guard lock(mutex_);
    waiting_[slot] = std::move(sink);
    for (; next_ < waiting_.size() && waiting_[next_]; ++next_) {
      into_.merge(*std::move(waiting_[next_]));
      waiting_[next_].reset();
    }
    if (next_ > 0) tell(next_ - 1);
  }

  /// Of the first `merged` tenants.
  auto tell(std::size_t merged) -> void {
    const bool is_last = next_ == waiting_.size();
    if (merged == told_ || (merged - told_ < kBatch && !is_last)) return;
    if (options_.batch_done) options_.batch_done(told_, merged);
    told_ = merged;
  }

  std::mutex mutex_;
  std::vector<std::optional<diag::Sink>> waiting_;
  const AnalyseOptions& options_;
  diag::Sink& into_;
  std::size_t next_ = 0;  ///< slots before it are merged
  std::size_t told_ = 0;  ///< tenants before it `batch_done` was called for
};

/// Findings that say that something is not there: after a mistake of form they would only repeat it.
auto is_absence(const diag::Diagnostic& finding) -> bool {
  return finding.code == diag::Code::SelectorEmpty || finding.code == diag::Code::UnusedDefinition;
}

/// "pilot", of `policies.pilot.assignments`; empty: the place is in no policy.
auto policy_of(std::string_view path) -> std::string_view {
  constexpr std::string_view kPolicies = "policies.";
  if (!path.starts_with(kPolicies)) return {};
  path.remove_prefix(kPolicies.size());
  return path.substr(0, path.find_first_of(".["));
}

/// Policies that a mistake of form lies in: what they lack may be what could not be read.
auto half_read_policies(const Loaded& loaded) -> std::set<std::string, std::less<>> {
  std::set<std::string, std::less<>> policies;
  if (loaded.complete) return policies;
  for (const auto& finding : loaded.sink.diagnostics()) {
    if (const auto policy = policy_of(finding.path); !policy.empty()) policies.emplace(policy);
  }
  return policies;
}

auto check_workspace(const check::WorkspaceContext& context, bool is_complete) -> diag::Sink {
  diag::Sink sink;
  check::check_workspace(context, sink);
  if (!is_complete) std::erase_if(sink.diagnostics(), is_absence);
  return sink;
}

}  // namespace

auto TenantFilter::takes(const model::Named<model::Tenant>& tenant) const -> bool {
  const auto is_one = [&](std::string_view part) {
    const auto equals = part.find('=');
    if (equals == std::string_view::npos) return part == tenant.name.value;
    const auto* label = model::find(tenant.value.labels, part.substr(0, equals));
    return label != nullptr && label->value.value == part.substr(equals + 1);
  };
  const auto fits = [&](const std::string& term) {
    const auto parts = base::split(term, ',');
    return std::all_of(parts.begin(), parts.end(), is_one);
  };
  return (terms.empty() || std::any_of(terms.begin(), terms.end(), fits)) &&
         std::none_of(excluded.begin(), excluded.end(), fits);
}

auto analyse(Env& env, Loaded& loaded, const AnalyseOptions& options) -> std::vector<lower::TenantRef> {
  const auto half_read = half_read_policies(loaded);
  const auto is_unknown = [&](const diag::Diagnostic& finding) {
    return finding.code == diag::Code::AssignmentNone && half_read.contains(policy_of(finding.path));
  };
  auto tenants = taken_tenants(loaded, options.tenants);
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  const auto input = loaded.input();
  OrderedMerge merged(tenants.size(), options, loaded.sink);
  const auto analyse_tenant = [&](std::size_t i) {
    diag::Sink sink;
    auto deployment = lower::lower(input, tenants[i], sink);
    check::check_deployment(context, deployment, sink);
    if (!half_read.empty()) std::erase_if(sink.diagnostics(), is_unknown);
    if (options.per_tenant) options.per_tenant(i, std::move(deployment), sink);
    merged.tenant_done(i, std::move(sink));
  };
  // The checks of the workspace are a task beside those of its tenants, and the first, since they take the longest.
  base::parallel_for(1 + tenants.size(), options.jobs, [&](std::size_t task) {
    if (task > 0) return analyse_tenant(task - 1);
    merged.workspace_done(check_workspace(context, loaded.complete));
  });
  const bool whole = loaded.complete && options.tenants.takes_all();
  check::apply_waivers(loaded.workspace, {env.clock() / kSecondsOfDay, whole}, loaded.sink);
  loaded.sink.report_left_out();
  loaded.sink.sort();
  return tenants;
}

}  // namespace pinwright::driver
