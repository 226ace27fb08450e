#include "plan/plan.hpp"

#include <algorithm>
#include <array>
#include <iterator>

namespace pinwright::plan {

namespace {

constexpr std::array<std::string_view, 7> kActions{"create", "update", "delete", "adopt", "forget", "no-op", "replace"};
constexpr std::array<std::string_view, 12> kReasons{"",      "new",    "removed",    "config",
                                                    "drift", "both",   "unfinished", "protected",
                                                    "adopt", "target", "replaced",   "secrets"};

auto is_drift(Reason reason) -> bool { return reason == Reason::Drift || reason == Reason::Both; }

}  // namespace

auto word(Action action) -> std::string_view { return kActions.at(static_cast<std::size_t>(action)); }

auto word(Reason reason) -> std::string_view { return kReasons.at(static_cast<std::size_t>(reason)); }

auto makes_object(Action action) -> bool { return action == Action::Create || action == Action::Replace; }

auto stops_one_object(diag::Code code) -> bool {
  return code == diag::Code::UnreadableObject || code == diag::Code::UnmanagedTarget ||
         code == diag::Code::TargetChanged || code == diag::Code::DefinitionNotFound ||
         code == diag::Code::NotAsWritten;
}

auto TenantPlan::has_changes() const -> bool {
  return std::any_of(changes.begin(), changes.end(), [](const Change& one) { return one.action != Action::NoOp; });
}

auto TenantPlan::has_drift() const -> bool {
  return std::any_of(changes.begin(), changes.end(), [](const Change& one) {
    return is_drift(one.sections.settings) || is_drift(one.sections.assignments) || is_drift(one.sections.rest);
  });
}

auto is_left_out(const TenantPlan& plan, diag::Severity fail_on) -> bool {
  if (plan.unusable) return true;
  return std::any_of(plan.diagnostics.begin(), plan.diagnostics.end(), [&](const diag::Diagnostic& one) {
    return !one.waived && one.severity <= fail_on && !stops_one_object(one.code);
  });
}

auto united(const Reach& a, const Reach& b) -> Reach {
  Reach all;
  all.all_devices = a.all_devices || b.all_devices;
  all.all_users = a.all_users || b.all_users;
  std::set_union(a.groups.begin(), a.groups.end(), b.groups.begin(), b.groups.end(), std::back_inserter(all.groups),
                 [](const Reach::Group& one, const Reach::Group& other) { return one.id < other.id; });
  // What is known of no group, as in a plan that was read from a file, is added.
  const auto count = [&](std::optional<std::size_t> Reach::*counted, std::size_t Reach::Group::*members) {
    const auto in_groups = [&](const Reach& reach) {
      std::size_t sum = 0;
      for (const auto& group : reach.groups) sum += group.*members;
      return sum;
    };
    if (!(a.*counted) || !(b.*counted)) return;
    all.*counted = *(a.*counted) + *(b.*counted) + in_groups(all) - in_groups(a) - in_groups(b);
  };
  count(&Reach::devices, &Reach::Group::devices);
  count(&Reach::users, &Reach::Group::users);
  return all;
}

auto changes_adopted(const Change& change) -> bool {
  const auto& sections = change.sections;
  return change.action == Action::Adopt &&
         (sections.settings != Reason::None || sections.assignments != Reason::None || sections.rest != Reason::None);
}

auto summarise(const TenantPlan& plan) -> Summary {
  Summary summary;
  for (const auto& change : plan.changes) {
    switch (change.action) {
      case Action::Create:
        ++summary.create;
        break;
      case Action::Update:
        ++summary.update;
        break;
      case Action::Delete:
        ++summary.remove;
        break;
      case Action::Adopt:
        ++(changes_adopted(change) ? summary.update : summary.adopt);
        break;
      case Action::Forget:
        ++summary.forget;
        break;
      case Action::NoOp:
        ++summary.unchanged;
        break;
      case Action::Replace:
        ++summary.replace;
        break;
    }
  }
  return summary;
}

}  // namespace pinwright::plan
