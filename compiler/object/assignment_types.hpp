#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "object/policy.hpp"

/// How Graph names the targets of assignments, and the filter of one.
/// Source: Microsoft Graph, resource type deviceAndAppManagementAssignmentTarget and those derived from it.
namespace pinwright::object {

struct AssignmentType {
  std::string_view odata_type;
  Assignment::Target target = Assignment::Target::Other;
  bool exclude = false;  ///< of a Group: the only target that can be left out
};
inline constexpr std::array kAssignmentTypes{
    AssignmentType{"#microsoft.graph.groupAssignmentTarget", Assignment::Target::Group, false},
    AssignmentType{"#microsoft.graph.exclusionGroupAssignmentTarget", Assignment::Target::Group, true},
    AssignmentType{"#microsoft.graph.allDevicesAssignmentTarget", Assignment::Target::AllDevices, false},
    AssignmentType{"#microsoft.graph.allLicensedUsersAssignmentTarget", Assignment::Target::AllUsers, false},
};

/// nullptr: a target that this program does not know.
[[nodiscard]] constexpr auto find_assignment_type(std::string_view odata_type) -> const AssignmentType* {
  const auto* const found = std::find_if(kAssignmentTypes.begin(), kAssignmentTypes.end(),
                                         [&](const AssignmentType& one) { return one.odata_type == odata_type; });
  return found == kAssignmentTypes.end() ? nullptr : found;
}
/// The type of the assignment's target; empty for Other, whose type stands in `foreign`.
[[nodiscard]] constexpr auto odata_type_of(const Assignment& assignment) -> std::string_view {
  const bool excludes = assignment.target == Assignment::Target::Group && assignment.exclude;
  const auto* const found = std::find_if(
      kAssignmentTypes.begin(), kAssignmentTypes.end(),
      [&](const AssignmentType& one) { return one.target == assignment.target && one.exclude == excludes; });
  return found == kAssignmentTypes.end() ? std::string_view() : found->odata_type;
}

/// Members of a target: the filter's id, and how it is meant, `include`, `exclude` or `none`.
inline constexpr const char* kAssignmentFilterId = "deviceAndAppManagementAssignmentFilterId";
inline constexpr const char* kAssignmentFilterMode = "deviceAndAppManagementAssignmentFilterType";

}  // namespace pinwright::object
