#include "driver/analyse.hpp"

#include <algorithm>
#include <utility>

#include "base/parallel.hpp"
#include "base/text.hpp"
#include "check/check.hpp"
#include "check/waivers.hpp"

namespace pinwright::driver {

namespace {

/// Tenants whose findings are held apart until they are merged in order.
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

/// Findings that say that something is not there: after a mistake of form they would only repeat it.
auto is_absence(const diag::Diagnostic& finding) -> bool {
  return finding.code == diag::Code::SelectorEmpty || finding.code == diag::Code::UnusedDefinition;
}

auto check_workspace(Loaded& loaded) -> void {
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  diag::Sink sink;
  check::check_workspace(context, sink);
  for (auto& finding : sink.diagnostics()) {
    if (loaded.complete || !is_absence(finding)) loaded.sink.add(std::move(finding));
  }
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
  check_workspace(loaded);
  auto tenants = taken_tenants(loaded, options.tenants);
  const check::WorkspaceContext context{loaded.workspace, loaded.catalog, loaded.sources};
  const auto input = loaded.input();
  for (std::size_t first = 0; first < tenants.size(); first += kBatch) {
    const auto last = std::min(tenants.size(), first + kBatch);
    std::vector<diag::Sink> sinks(last - first);
    base::parallel_for(last - first, options.jobs, [&](std::size_t i) {
      auto deployment = lower::lower(input, tenants[first + i], sinks[i]);
      check::check_deployment(context, deployment, sinks[i]);
      if (options.per_tenant) options.per_tenant(first + i, std::move(deployment), sinks[i]);
    });
    for (auto& sink : sinks) loaded.sink.merge(std::move(sink));
    if (options.batch_done) options.batch_done(first, last);
  }
  const bool whole = loaded.complete && options.tenants.takes_all();
  check::apply_waivers(loaded.workspace, {env.clock() / kSecondsOfDay, whole}, loaded.sink);
  loaded.sink.sort();
  return tenants;
}

}  // namespace pinwright::driver
