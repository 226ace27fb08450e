#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "driver/load.hpp"

namespace pinwright::driver {

/// `--tenant` and `--exclude-tenant`. A term is a tenant's name or `label=value`, or several of these with commas
/// between, which must all fit. One term that fits is enough; no terms take all.
struct TenantFilter {
  std::vector<std::string> terms;
  std::vector<std::string> excluded;  ///< what one of these fits is not taken
  [[nodiscard]] auto takes(const model::Named<model::Tenant>& tenant) const -> bool;
  [[nodiscard]] auto takes_all() const -> bool { return terms.empty() && excluded.empty(); }
};

/// Called for each tenant with its Deployment and its findings, on any thread, each index once. Who wants to keep the
/// Deployment moves it away; else it is dropped afterwards, as the findings are.
using PerTenant = std::function<void(std::size_t index, lower::Deployment&&, const diag::Sink&)>;

struct AnalyseOptions {
  unsigned jobs = 1;
  TenantFilter tenants;
  PerTenant per_tenant;  ///< may be empty
  /// Called for tenants [first, last) when they and all before them are done: in order, one call at a time, on any
  /// thread. May be empty.
  std::function<void(std::size_t first, std::size_t last)> batch_done;
};

/// Lowers and checks tenant after tenant: memory holds `jobs` Deployments at a time, whatever the number of tenants,
/// and those that `per_tenant` keeps. Findings go to `loaded.sink`: the workspace's, then in the order of tenants;
/// waivers are applied. Returns the tenants that were taken.
auto analyse(Env& env, Loaded& loaded, const AnalyseOptions& options) -> std::vector<lower::TenantRef>;

}  // namespace pinwright::driver
