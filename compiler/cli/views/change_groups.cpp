#include "cli/views/change_groups.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "cli/views/reach.hpp"
#include "plan/replacement.hpp"

namespace pinwright::cli::views {

namespace {

/// Deletes are what a reader must see first.
constexpr plan::Action kOrder[] = {plan::Action::Delete, plan::Action::Replace, plan::Action::Create,
                                   plan::Action::Update, plan::Action::Adopt,   plan::Action::Forget,
                                   plan::Action::NoOp};

auto rank(plan::Action action) -> std::size_t {
  return static_cast<std::size_t>(std::find(std::begin(kOrder), std::end(kOrder), action) - std::begin(kOrder));
}

auto is_shown(const plan::Change& change) -> bool {
  return change.action != plan::Action::NoOp || change.reason == plan::Reason::Protected;
}

auto add(std::string& key, std::string_view text) -> void { key += fmt::format("{}:{}", text.size(), text); }

/// Equal for changes that a reader need not see twice.
auto key_of(const plan::Change& change, const std::string& name, const std::vector<ChangeLine>& lines) -> std::string {
  std::string key =
      fmt::format("{} {} {} {} {} {} ", rank(change.action), static_cast<int>(change.kind), word(change.reason),
                  word(change.sections.settings), word(change.sections.assignments), word(change.sections.rest));
  add(key, change.key);
  add(key, name);
  const auto& replacement = change.replacement;
  for (const auto part : plan::carried_over(change)) add(key, part);
  key += replacement.loses_texts ? '1' : '0';
  for (const auto& path : replacement.later) add(key, path);
  for (const auto& line : lines) {
    key += line.sign;
    add(key, line.path);
    add(key, line.before.value_or(""));
    add(key, line.after.value_or(""));
  }
  return key;
}

auto order_of(const ChangeGroup& group) {
  return std::make_tuple(rank(group.change->action), group.change->kind, std::string_view(group.change->key),
                         std::string_view(group.tenants.front()));
}

}  // namespace

auto change_groups(const plan::Plan& plan, Grouping grouping) -> std::vector<ChangeGroup> {
  std::vector<ChangeGroup> groups;
  std::map<std::string, std::size_t> by_key;
  const auto detail = grouping == Grouping::ByTenant ? Detail::Brief : Detail::Full;
  for (const auto& tenant : plan.tenants) {
    for (const auto& change : tenant.changes) {
      if (!is_shown(change)) continue;
      ChangeGroup group{&change, {tenant.name}, change_lines(tenant, change, detail), change.reach};
      if (grouping == Grouping::ByTenant) {
        auto key = key_of(change, without_tenant_id(tenant, change.name), group.lines);
        const auto [found, is_new] = by_key.emplace(std::move(key), groups.size());
        if (!is_new) {
          auto& first = groups[found->second];
          first.tenants.push_back(tenant.name);
          first.reach = added(first.reach, change.reach);
          continue;
        }
      }
      groups.push_back(std::move(group));
    }
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const ChangeGroup& a, const ChangeGroup& b) { return order_of(a) < order_of(b); });
  return groups;
}

auto is_drift(plan::Reason reason) -> bool { return reason == plan::Reason::Drift || reason == plan::Reason::Both; }

auto has_drift(const plan::Change& change) -> bool {
  return is_drift(change.sections.settings) || is_drift(change.sections.assignments) || is_drift(change.sections.rest);
}

}  // namespace pinwright::cli::views
