#include "object/codec/assignments_from_graph.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/json_line.hpp"
#include "base/text.hpp"
#include "grammar/tenant_id.hpp"
#include "object/assignment_types.hpp"
#include "object/codec/read_live.hpp"

namespace pinwright::object {

namespace {

using Json = nlohmann::json;

/// More than any target of Microsoft's metadata: what is kept as text is printed by a recursive function.
constexpr int kForeignDepth = 16;

auto is_deeper_than(const Json& json, int depth) -> bool {
  if (!json.is_structured()) return false;
  return depth == 0 ||
         std::any_of(json.begin(), json.end(), [&](const Json& child) { return is_deeper_than(child, depth - 1); });
}

/// null, `none`, the zero GUID and absent are one.
auto read_filter(const base::JsonReader& target) -> std::optional<FilterUse> {
  auto id = target.optional_text(kAssignmentFilterId).value_or("");
  const auto mode = target.optional_text(kAssignmentFilterMode).value_or("none");
  if (mode != "none" && mode != "include" && mode != "exclude")
    target.fail(kAssignmentFilterMode, "names no mode of a filter");
  const bool none = mode == "none" || id.empty() || grammar::classify_tenant_id(id) == grammar::TenantIdForm::Nil;
  if (none) return std::nullopt;
  return FilterUse{{{}, {}, std::move(id)}, mode == "exclude"};
}

auto read_foreign(const base::JsonReader& reader, Assignment& assignment) -> void {
  assignment.target = Assignment::Target::Other;
  if (is_deeper_than(reader.value(), kForeignDepth))
    return reader.fail("@odata.type", "begins a target that is nested too deep");
  assignment.foreign = base::json_line(reader.value());
}

auto read_target(const base::JsonReader& reader) -> Assignment {
  Assignment assignment;
  const auto* type = find_assignment_type(reader.text("@odata.type"));
  if (type == nullptr) {
    read_foreign(reader, assignment);
    return assignment;
  }
  assignment.target = type->target;
  assignment.exclude = type->exclude;
  if (type->target == Assignment::Target::Group) assignment.group.id = reader.text("groupId");
  assignment.filter = read_filter(reader);
  return assignment;
}

}  // namespace

auto assignments_from_graph(const base::JsonReader& policy) -> std::optional<std::vector<Assignment>> {
  // Of an expansion in pages this is the first: the rest is asked for with the whole.
  if (!policy.has("assignments") || policy.has("assignments@odata.nextLink")) return std::nullopt;
  std::vector<Assignment> assignments;
  for (const auto& item : policy.items("assignments")) assignments.push_back(read_target(item.object("target")));
  return assignments;
}

auto assignments_in(const Json& list) -> base::Result<std::vector<Assignment>> {
  const Json policy{{"assignments", list}};
  base::JsonErrors errors(kAnswer);
  auto assignments = assignments_from_graph(base::JsonReader(policy, errors));
  if (errors.failed()) return errors.error();
  return std::move(assignments).value_or(std::vector<Assignment>());
}

}  // namespace pinwright::object
