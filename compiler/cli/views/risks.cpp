#include "cli/views/risks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/views/change_groups.hpp"
#include "cli/views/change_lines.hpp"
#include "cli/views/labels.hpp"
#include "diag/visible.hpp"
#include "object/canonical.hpp"

namespace pinwright::cli::views {

using diag::Style;
using plan::Action;

namespace {

auto heading(RiskKind kind) -> std::string_view {
  switch (kind) {
    case RiskKind::Delete:
      return "deleted: the values may stay on devices";
    case RiskKind::Replaced:
      return "deleted after its replacement: devices may drop the values until they have got the new policy again";
    case RiskKind::Widened:
      return "assigned to more";
    case RiskKind::TurnedOff:
      return "turned off, or taken out: the value may stay on devices";
    case RiskKind::DriftLost:
      return "changed in the tenant, and would be overwritten";
  }
  return "";
}

auto is_off(const object::SettingValue& value) -> bool {
  const auto* flag = std::get_if<bool>(&value);
  const auto* number = std::get_if<std::int32_t>(&value);
  return (flag != nullptr && !*flag) || (number != nullptr && *number == 0);
}

auto is_on(const object::SettingValue& value) -> bool {
  const auto* flag = std::get_if<bool>(&value);
  const auto* number = std::get_if<std::int32_t>(&value);
  return (flag != nullptr && *flag) || (number != nullptr && *number == 1);
}

class RiskFinder {
 public:
  auto look_at(const plan::TenantPlan& tenant, const plan::Change& change) -> void {
    tenant_ = &tenant;
    title_ = without_tenant_id(tenant, title_of(change.kind, change.key, change.name));
    if (change.action == Action::Delete && change.reason == plan::Reason::Replaced) {
      add(RiskKind::Replaced, title_);
    } else if (change.action == Action::Delete) {
      add(RiskKind::Delete, title_ + renamed(change));
    }
    if (change.action != Action::Update && change.action != Action::Adopt) return;
    for (const auto& what : assignment_expansions(tenant, change))
      add(RiskKind::Widened, fmt::format("{}: {}", title_, what));
    look_for_settings(change);
    look_for_drift(change);
  }

  auto result() -> std::vector<Risk> {
    std::stable_sort(risks_.begin(), risks_.end(), [](const Risk& a, const Risk& b) { return a.kind < b.kind; });
    return std::move(risks_);
  }

 private:
  /// An object of the same display name that is made beside the delete: most likely its key was changed in the files.
  [[nodiscard]] auto renamed(const plan::Change& change) const -> std::string {
    const auto made = std::find_if(tenant_->changes.begin(), tenant_->changes.end(), [&](const plan::Change& other) {
      return other.action == Action::Create && other.kind == change.kind && other.name == change.name;
    });
    if (made == tenant_->changes.end() || change.kind != object::Kind::Policy) return {};
    return fmt::format(" (renamed? `formerly: [{}]` in `{}` keeps it)", change.key, made->key);
  }

  auto look_for_settings(const plan::Change& change) -> void {
    const auto* before = change.before ? std::get_if<object::Policy>(&change.before->object) : nullptr;
    const auto* after = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
    if (before == nullptr || after == nullptr) return;
    for (const auto& old : before->settings) {
      const auto uri = without_tenant_id(*tenant_, old.key.text());
      const auto id = object::identity(old);
      const auto now = std::find_if(after->settings.begin(), after->settings.end(),
                                    [&](const object::Setting& one) { return object::identity(one) == id; });
      if (now == after->settings.end()) {
        add(RiskKind::TurnedOff, fmt::format("{}: {} is taken out", title_, uri));
      } else if (is_on(old.value) && is_off(now->value)) {
        add(RiskKind::TurnedOff, fmt::format("{}: {} is turned off", title_, uri));
      }
    }
  }

  auto look_for_drift(const plan::Change& change) -> void {
    if (!has_drift(change)) return;
    const auto when = change.before && !change.before->last_modified.empty()
                          ? fmt::format(" (last changed {})", change.before->last_modified)
                          : std::string();
    add(RiskKind::DriftLost, title_ + when);
  }

  auto add(RiskKind kind, const std::string& what) -> void {
    for (auto& risk : risks_) {
      if (risk.kind != kind || risk.what != what) continue;
      if (risk.tenants.back() != tenant_->name) risk.tenants.push_back(tenant_->name);
      return;
    }
    risks_.push_back({kind, what, {tenant_->name}});
  }

  const plan::TenantPlan* tenant_ = nullptr;
  std::string title_;
  std::vector<Risk> risks_;
};

using object::Assignment;

/// The same group, whether it is included or excluded. A group that this plan makes has no id yet: it is in no live
/// assignment.
auto same_target(const Assignment& a, const Assignment& b) -> bool {
  if (a.target != b.target) return false;
  if (a.target == Assignment::Target::Other) return a.foreign == b.foreign;
  return a.target != Assignment::Target::Group || (!a.group.id.empty() && base::equal_folded(a.group.id, b.group.id));
}

auto find(const std::vector<Assignment>& list, const Assignment& one) -> const Assignment* {
  const auto found = std::find_if(list.begin(), list.end(), [&](const Assignment& other) {
    return other.exclude == one.exclude && same_target(other, one);
  });
  return found == list.end() ? nullptr : &*found;
}

auto filter_name(const plan::TenantPlan& tenant, const object::FilterUse& use) -> std::string {
  return use.filter.key.empty() ? name_of_filter(tenant, use.filter.id) : use.filter.key;
}

auto same_filter(const object::FilterUse& a, const object::FilterUse& b) -> bool {
  return a.exclude == b.exclude && base::equal_folded(a.filter.id, b.filter.id);
}

/// A target that keeps its place under another filter: any change but the first filter may let more in.
auto filter_change(const plan::TenantPlan& tenant, const plan::Change& change, const Assignment& before,
                   const Assignment& after) -> std::string {
  if (!before.filter) return {};
  const auto target = name_of_target(tenant, change, after);
  if (!after.filter) return fmt::format("{} without filter {}", target, filter_name(tenant, *before.filter));
  if (same_filter(*before.filter, *after.filter)) return {};
  return fmt::format("{} with filter {} ({}) in place of {} ({})", target, filter_name(tenant, *after.filter),
                     after.filter->exclude ? "exclude" : "include", filter_name(tenant, *before.filter),
                     before.filter->exclude ? "exclude" : "include");
}

}  // namespace

auto risks_of(const plan::Plan& plan) -> std::vector<Risk> {
  RiskFinder finder;
  for (const auto& tenant : plan.tenants) {
    for (const auto& change : tenant.changes) finder.look_at(tenant, change);
  }
  return finder.result();
}

auto draw_risks(std::ostream& out, const plan::Plan& plan, std::size_t tenants_shown, const diag::Paint& paint)
    -> void {
  const auto risks = risks_of(plan);
  if (risks.empty()) return;
  base::print(out, "\n{}\n", paint(Style::Warning, "Risks"));
  const Risk* last = nullptr;
  for (const auto& risk : risks) {
    if (last == nullptr || last->kind != risk.kind) base::print(out, "  {}\n", paint(Style::Bold, heading(risk.kind)));
    base::print(out, "    {} {} in {}\n", paint(Style::Warning, "!"), diag::visible(risk.what),
                base::listed(risk.tenants, tenants_shown));
    last = &risk;
  }
}

auto assignment_expansions(const plan::TenantPlan& tenant, const plan::Change& change) -> std::vector<std::string> {
  std::vector<std::string> found;
  if (!change.before || !change.manages_assignments) return found;
  const auto& before = change.before->assignments;
  for (const auto& one : change.assignments) {
    if (one.exclude) continue;
    const auto* old = find(before, one);
    auto text = old == nullptr ? "+ " + name_of_target(tenant, change, one) : filter_change(tenant, change, *old, one);
    if (!text.empty()) found.push_back(std::move(text));
  }
  for (const auto& one : before) {
    if (!one.exclude || find(change.assignments, one) != nullptr) continue;
    found.push_back(fmt::format("{} is no longer excluded", name_of_target(tenant, change, one)));
  }
  return found;
}

}  // namespace pinwright::cli::views
