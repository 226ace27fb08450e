#pragma once

#include <optional>

#include "base/result.hpp"
#include "plan/diff/snapshot.hpp"

/// What diff() asks, and where the answers go. An Error: the tenant cannot be used.
namespace pinwright::plan {

/// The access token's claims.
[[nodiscard]] auto ask_access(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;
/// Everything that is known by name: organization, policies, filters, scope tags, groups, applications.
[[nodiscard]] auto ask_names(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;
/// The objects of `adopt:` that no list holds.
[[nodiscard]] auto ask_adopted(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;
/// Where the files declare a group that is not there: those that carry our marker, and those that our policies are
/// assigned to and no name of the files led to. It may be one of these, under another name.
[[nodiscard]] auto ask_marked_groups(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;
/// Plain texts behind the masks of what is to be compared, and display names of groups that the files do not know.
[[nodiscard]] auto ask_details(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status;
/// Member counts of `group_ids`; what is refused stays unknown.
[[nodiscard]] auto ask_counts(TenantSnapshot& snapshot, Tenant& tenant, std::vector<std::string> group_ids)
    -> base::Status;

}  // namespace pinwright::plan
