#include <fmt/format.h>

#include <map>
#include <optional>
#include <utility>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

using Kind = object::Assignment::Target;

/// The included lines All devices and All users of a policy.
class WideLines {
 public:
  explicit WideLines(const lower::Policy& policy) {
    for (const auto& target : policy.targets) {
      if (target.assignment.exclude || target.assignment.target == Kind::Group) continue;
      first_.try_emplace({audience(target), filter_of(target)}, &target);
    }
  }
  /// The first that reaches all that `group` does: without a filter, or with the same one; nullptr: none.
  [[nodiscard]] auto covering(const lower::Target& group) const -> const lower::Target* {
    const auto* whole = find(group, std::nullopt);
    const auto* same = find(group, filter_of(group));
    return whole == nullptr || (same != nullptr && same < whole) ? same : whole;
  }

 private:
  /// A filter and whether it excludes; nullopt: no filter.
  using Filter = std::optional<std::pair<const model::Named<model::Filter>*, bool>>;
  static auto filter_of(const lower::Target& target) -> Filter {
    if (!target.assignment.filter) return std::nullopt;
    return std::pair(target.filter, target.assignment.filter->exclude);
  }
  [[nodiscard]] auto find(const lower::Target& group, Filter filter) const -> const lower::Target* {
    const auto found = first_.find({audience(group), filter});
    return found == first_.end() ? nullptr : found->second;
  }

  std::map<std::pair<Audience, Filter>, const lower::Target*> first_;
};

}  // namespace

auto assignment_redundant(const PolicyContext& context, diag::Sink& sink) -> void {
  const WideLines lines(context.policy);
  for (const auto& target : context.policy.targets) {
    if (target.assignment.exclude || target.assignment.target != Kind::Group) continue;
    const auto* all = lines.covering(target);
    if (all == nullptr) continue;
    const auto& name = all->declared->group.value;
    auto found =
        finding(context.in, diag::Code::AssignmentRedundant, target.declared->span, path_of(context.policy, target),
                fmt::format("`{}` adds nothing to `{}`", target.declared->group.value, name),
                fmt::format("remove the group, or remove `{}` to reach the group alone", name));
    found.labels.push_back({all->declared->span, fmt::format("`{}` is included here", name)});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
