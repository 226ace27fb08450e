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

/// Joins the findings of tenants that end in any order, in the order of tenants, each as soon as the ones before it are
/// there: a broken policy that a thousand tenants share has a thousand times its findings. There is no barrier between
/// batches, since a thread that ends its part early would wait at each.
class OrderedMerge {
 public:
  OrderedMerge(std::size_t size, const AnalyseOptions& options, diag::Sink& into)
      : waiting_(size), options_(options), into_(into) {}

  auto done(std::size_t index, diag::Sink&& sink) -> void {
    const std::lock_guard lock(mutex_);
    waiting_[index] = std::move(sink);
    for (; next_ < waiting_.size() && waiting_[next_]; ++next_) {
      into_.merge(*std::move(waiting_[next_]));
      waiting_[next_].reset();
    }
    if (next_ - told_ < kBatch && next_ < waiting_.size()) return;
    if (options_.batch_done) options_.batch_done(told_, next_);
    told_ = next_;
  }

 private:
  std::mutex mutex_;
  std::vector<std::optional<diag::Sink>> waiting_;
  const AnalyseOptions& options_;
  diag::Sink& into_;
  std::size_t next_ = 0;  ///< those before it are merged
  std::size_t told_ = 0;  ///< those before it `batch_done` was called for
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

auto check_workspace(Loaded& loaded) -> void {
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  diag::Sink sink;
  check::check_workspace(context, sink);
  if (!loaded.complete) std::erase_if(sink.diagnostics(), is_absence);
  loaded.sink.merge(std::move(sink));
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
  check_workspace(loaded);
  auto tenants = taken_tenants(loaded, options.tenants);
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  const auto input = loaded.input();
  OrderedMerge merged(tenants.size(), options, loaded.sink);
  base::parallel_for(tenants.size(), options.jobs, [&](std::size_t i) {
    diag::Sink sink;
    auto deployment = lower::lower(input, tenants[i], sink);
    check::check_deployment(context, deployment, sink);
    if (!half_read.empty()) std::erase_if(sink.diagnostics(), is_unknown);
    if (options.per_tenant) options.per_tenant(i, std::move(deployment), sink);
    merged.done(i, std::move(sink));
  });
  const bool whole = loaded.complete && options.tenants.takes_all();
  check::apply_waivers(loaded.workspace, {env.clock() / kSecondsOfDay, whole}, loaded.sink);
  loaded.sink.report_left_out();
  loaded.sink.sort();
  return tenants;
}

}  // namespace pinwright::driver
