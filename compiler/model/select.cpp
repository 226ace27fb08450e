#include "model/select.hpp"

#include <algorithm>

namespace pinwright::model {

namespace {

auto holds(const std::vector<Text>& names, std::string_view name) -> bool {
  return std::any_of(names.begin(), names.end(), [&](const Text& text) { return text.value == name; });
}

auto carries(const Tenant& tenant, const LabelMatch& match) -> bool {
  const auto* label = find(tenant.labels, match.label.value);
  return label != nullptr && holds(match.values, label->value.value);
}

}  // namespace

auto selects(const Selector& selector, const Named<Tenant>& tenant) -> bool {
  if (selector.names && !holds(*selector.names, tenant.name.value)) return false;
  const auto carried = [&](const LabelMatch& match) { return carries(tenant.value, match); };
  if (!std::all_of(selector.labels.begin(), selector.labels.end(), carried)) return false;
  return !holds(selector.exclude, tenant.name.value);
}

auto applies(const Policy& policy, const Named<Tenant>& tenant) -> bool {
  return !tenant.value.offboard && selects(policy.tenants, tenant);
}

}  // namespace pinwright::model
