#pragma once

#include "sandbox/collection.hpp"

/// Multi Admin Approval, beta alone: writes to what a tenant protects wait for another administrator.
namespace pinwright::sandbox {

/// The access policy of the seed, where it protects something.
[[nodiscard]] auto list_approval_policies(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto list_approval_requests(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto count_approval_requests(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto get_approval_request(const Request& request, Services& services) -> Reply;
/// By another client than the one that asks.
[[nodiscard]] auto approve_request(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto reject_request(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto cancel_approval(const Request& request, Services& services) -> Reply;
[[nodiscard]] auto cancel_my_request(const Request& request, Services& services) -> Reply;

}  // namespace pinwright::sandbox
