#include "model/select.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>

namespace pinwright::model {

namespace {

constexpr std::size_t kShort = 16;

auto order_of(const std::vector<Text>& names) -> NameOrder {
  if (names.size() <= kShort) return {};
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return names[a].value < names[b].value; });
  return order;
}

auto holds(const std::vector<Text>& names, const NameOrder& order, std::string_view name) -> bool {
  if (!order) return std::any_of(names.begin(), names.end(), [&](const Text& text) { return text.value == name; });
  const auto found = std::lower_bound(order->begin(), order->end(), name,
                                      [&](auto place, std::string_view wanted) { return names[place].value < wanted; });
  return found != order->end() && names[*found].value == name;
}

auto carries(const Tenant& tenant, const LabelMatch& match) -> bool {
  const auto* label = find(tenant.labels, match.label.value);
  return label != nullptr && holds(match.values, match.values_order, label->value.value);
}

}  // namespace

auto put_in_order(Selector& selector) -> void {
  if (selector.names) selector.names_order = order_of(*selector.names);
  selector.exclude_order = order_of(selector.exclude);
  for (auto& match : selector.labels) match.values_order = order_of(match.values);
}

auto selects(const Selector& selector, const Named<Tenant>& tenant) -> bool {
  if (selector.names && !holds(*selector.names, selector.names_order, tenant.name.value)) return false;
  const auto carried = [&](const LabelMatch& match) { return carries(tenant.value, match); };
  if (!std::all_of(selector.labels.begin(), selector.labels.end(), carried)) return false;
  return !holds(selector.exclude, selector.exclude_order, tenant.name.value);
}

auto any_taken(const Selector& selector, const Index<Tenant>& tenants,
               const std::function<bool(const Named<Tenant>&)>& is_it) -> bool {
  const auto is_taken = [&](const Named<Tenant>& tenant) { return selects(selector, tenant) && is_it(tenant); };
  if (!selector.names) return std::any_of(tenants.all().begin(), tenants.all().end(), is_taken);
  return std::any_of(selector.names->begin(), selector.names->end(), [&](const Text& name) {
    const auto* tenant = tenants.find(name.value);
    return tenant != nullptr && is_taken(*tenant);
  });
}

auto applies(const Policy& policy, const Named<Tenant>& tenant) -> bool {
  return !tenant.value.offboard && selects(policy.tenants, tenant);
}

PolicyIndex::PolicyIndex(const Workspace& workspace) : workspace_(&workspace) {
  const auto& policies = workspace.policies.all();
  for (std::uint32_t i = 0; i < policies.size(); ++i) {
    if (policies[i].broken) continue;
    const auto& names = policies[i].value.tenants.names;
    if (!names) for_anyone_.push_back(i);
    if (!names) continue;
    for (const auto& name : *names) {
      auto& list = by_name_[name.value];
      if (list.empty() || list.back() != i) list.push_back(i);
    }
  }
}

auto PolicyIndex::of(const Named<Tenant>& tenant) const -> std::vector<const Named<Policy>*> {
  std::vector<std::uint32_t> possible;
  const auto named = by_name_.find(tenant.name.value);
  const auto& own = named == by_name_.end() ? std::vector<std::uint32_t>() : named->second;
  std::merge(for_anyone_.begin(), for_anyone_.end(), own.begin(), own.end(), std::back_inserter(possible));
  std::vector<const Named<Policy>*> policies;
  for (const auto i : possible) {
    const auto& policy = workspace_->policies.all()[i];
    if (applies(policy.value, tenant)) policies.push_back(&policy);
  }
  return policies;
}

}  // namespace pinwright::model
