#include <fmt/format.h>

#include <string>
#include <unordered_map>

#include "check/check.hpp"
#include "check/reach.hpp"

namespace pinwright::check::checks {

namespace {

auto message(const lower::Target& first, const lower::Target& second) -> std::string {
  const auto& name = second.declared->group.value;
  const auto* list = second.assignment.exclude ? "excluded" : "included";
  if (first.declared->group.value == name) return fmt::format("`{}` is {} twice", name, list);
  return fmt::format("`{}` is the same group as `{}`, which is {} already", name, first.declared->group.value, list);
}

}  // namespace

auto assignment_duplicate(const PolicyContext& context, diag::Sink& sink) -> void {
  const auto& targets = context.policy.targets;
  if (targets.size() < 2) return;
  std::unordered_map<std::string, const lower::Target*> seen[2];
  for (const auto& target : targets) {
    const auto [at, is_new] = seen[target.assignment.exclude ? 1 : 0].try_emplace(identity(target), &target);
    if (is_new) continue;
    const auto& first = *at->second;
    auto found =
        finding(context.in, diag::Code::AssignmentDuplicate, target.declared->span, path_of(context.policy, target),
                message(first, target),
                target.filter == nullptr ? "Intune ignores the second line: remove it"
                                         : "Intune ignores the second line, with its filter: remove one of the two");
    found.labels.push_back({first.declared->span, "first here"});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::check::checks
