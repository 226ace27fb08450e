#pragma once

#include "model/workspace.hpp"

namespace pinwright::model {

/// Whether a selector takes a tenant: names and labels ANDed, values ORed, `exclude` last.
[[nodiscard]] auto selects(const Selector& selector, const Named<Tenant>& tenant) -> bool;

/// Whether a tenant gets a policy: its selector takes it, and the tenant is not being taken out (`offboard`).
[[nodiscard]] auto applies(const Policy& policy, const Named<Tenant>& tenant) -> bool;

}  // namespace pinwright::model
