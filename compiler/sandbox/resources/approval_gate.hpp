#pragma once

#include <optional>
#include <string_view>

#include "sandbox/collection.hpp"

/// Multi Admin Approval: writes to what a tenant protects wait for another administrator.
namespace pinwright::sandbox {

/// What stands before a write with this pattern of a route (`deviceManagement/configurationPolicies/{}`): the answer
/// that refuses it or says that it waits, or nullopt, after which the write may be done.
[[nodiscard]] auto refuse_unapproved(const Request& request, Services& services, std::string_view pattern)
    -> std::optional<Reply>;
/// The write was done: an approval that it used is used up.
auto complete_approval(const Request& request, Services& services) -> void;

}  // namespace pinwright::sandbox
