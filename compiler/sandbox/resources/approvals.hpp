#pragma once

#include <optional>
#include <string_view>

#include "sandbox/collection.hpp"

/// Multi Admin Approval, beta alone: writes to what a tenant protects wait for another administrator.
namespace pinwright::sandbox {

/// What stands before a write with this pattern of a route (`deviceManagement/configurationPolicies/{}`): the answer
/// that refuses it or says that it waits, or nullopt, after which the write may be done.
[[nodiscard]] auto refuse_unapproved(const Request& request, Services& services, std::string_view pattern)
    -> std::optional<Reply>;
/// The write was done: an approval that it used is used up.
auto complete_approval(const Request& request, Services& services) -> void;

[[nodiscard]] auto list_approval_requests(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_approval_requests(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_approval_request(const Request& request, Services& services) -> Reply;
/// By another client than the one that asks.
[[nodiscard]] auto approve_request(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto reject_request(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto cancel_approval(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto cancel_my_request(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
