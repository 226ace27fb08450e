
#include "object/difference_assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json_line.hpp"
#include "object/canonical_value.hpp"
#include "object/pair_up.hpp"
#include "object/to_graph.hpp"

namespace pinwright::object {

namespace {

auto shown(const Assignment* assignment) -> std::optional<std::string> {
  if (assignment == nullptr) return std::nullopt;
  return base::json_line(to_graph_target(*assignment));
}

auto name_of(const Assignment* assignment) -> std::string_view {
  if (assignment == nullptr) return {};
  const auto& group = assignment->group;
  return group.key.empty() ? group.display_name : group.key;
}

/// Live objects know ids only: the files' name is on one side.
auto group_name(const Pair<Assignment>& pair) -> std::string_view {
  if (const auto name = name_of(pair.after); !name.empty()) return name;
  if (const auto name = name_of(pair.before); !name.empty()) return name;
  return pair.after != nullptr ? pair.after->group.id : pair.before->group.id;
}

auto label(const Pair<Assignment>& pair) -> std::string {
  const auto& one = pair.after != nullptr ? *pair.after : *pair.before;
  switch (one.target) {
    case Assignment::Target::Group:
      return fmt::format("group {}", group_name(pair));
    case Assignment::Target::AllDevices:
      return "allDevices";
    case Assignment::Target::AllUsers:
      return "allUsers";
    case Assignment::Target::Other:
      return fmt::format("other {}", one.foreign);
  }
  return {};
}

auto order_of(const std::vector<Assignment>& assignments, const CanonicalRules& rules) -> std::string {
  std::vector<std::string> keys;
  for (const auto& one : assignments) keys.push_back(json_text(identity(one, rules)));
  return json_array(keys);
}

}  // namespace

auto assignment_differences(const std::vector<Assignment>& before, const std::vector<Assignment>& after,
                            const CanonicalRules& rules) -> std::vector<Difference> {
  const PairUp<Assignment> pair_up(
      before, after, [&](const Assignment& one) { return identity(one, rules); },
      [&](const Assignment& one) { return canonical_assignment(one, rules); });
  std::vector<Difference> found;
  for (const auto& pair : pair_up.unequal()) {
    found.push_back({fmt::format("assignments[{}]", label(pair)), shown(pair.before), shown(pair.after), false});
  }
  const bool only_order = found.empty() && canonical_assignments(before, rules) != canonical_assignments(after, rules);
  if (only_order) found.push_back({"assignments", order_of(before, rules), order_of(after, rules), false});
  return found;
}

}  // namespace pinwright::object
