#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "grammar/tenant_id.hpp"
#include "object/from_graph.hpp"
#include "object/graph_reader.hpp"

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
auto read_filter(GraphReader& target) -> std::optional<FilterUse> {
  constexpr std::string_view kId = "deviceAndAppManagementAssignmentFilterId";
  constexpr std::string_view kType = "deviceAndAppManagementAssignmentFilterType";
  auto id = target.optional_text(kId).value_or("");
  const auto mode = target.optional_text(kType).value_or("none");
  if (mode != "none" && mode != "include" && mode != "exclude") target.fail(kType, "names no mode of a filter");
  const bool none = mode == "none" || id.empty() || grammar::classify_tenant_id(id) == grammar::TenantIdForm::Nil;
  if (none) return std::nullopt;
  return FilterUse{{{}, {}, std::move(id)}, mode == "exclude"};
}

auto read_group(GraphReader& reader, Assignment& assignment) -> void {
  assignment.target = Assignment::Target::Group;
  assignment.group.id = reader.text("groupId");
}

auto read_foreign(GraphReader& reader, const Json& target, Assignment& assignment) -> void {
  assignment.target = Assignment::Target::Other;
  if (is_deeper_than(target, kForeignDepth))
    return reader.fail("@odata.type", "begins a target that is nested too deep");
  assignment.foreign = target.dump(-1, ' ', false, Json::error_handler_t::replace);
}

auto read_target(GraphReader& reader, const Json& target) -> Assignment {
  Assignment assignment;
  const auto type = reader.text("@odata.type");
  if (type == "#microsoft.graph.groupAssignmentTarget") {
    read_group(reader, assignment);
  } else if (type == "#microsoft.graph.exclusionGroupAssignmentTarget") {
    read_group(reader, assignment);
    assignment.exclude = true;
  } else if (type == "#microsoft.graph.allDevicesAssignmentTarget") {
    assignment.target = Assignment::Target::AllDevices;
  } else if (type == "#microsoft.graph.allLicensedUsersAssignmentTarget") {
    assignment.target = Assignment::Target::AllUsers;
  } else {
    read_foreign(reader, target, assignment);
    return assignment;
  }
  assignment.filter = read_filter(reader);
  return assignment;
}

}  // namespace

auto assignments_from_graph(const Json& list) -> base::Result<std::vector<Assignment>> {
  if (!list.is_array()) return base::Error{"`/assignments` of the answer is no array", {}};
  std::vector<Assignment> assignments;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto pointer = fmt::format("/assignments/{}", i);
    GraphReader item(list[i], pointer);
    const auto* target = item.object("target");
    if (item.failed()) return item.error();
    GraphReader reader(*target, pointer + "/target");
    auto assignment = read_target(reader, *target);
    if (reader.failed()) return reader.error();
    assignments.push_back(std::move(assignment));
  }
  return assignments;
}

}  // namespace pinwright::object
