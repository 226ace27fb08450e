#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>

#include "sandbox/context.hpp"

namespace pinwright::sandbox {

// A request is stored as Graph shows it, and with `code`, `entity` (what it would write: method and path) and `body` (a
// digest of the body's JSON).

inline constexpr std::size_t kMaxJustification = 1024;  ///< characters, of who asks and of who decides

/// `needsApproval` and `approved` requests whose time is over have expired.
[[nodiscard]] auto current_request(nlohmann::json stored) -> nlohmann::json;
/// Whether it may still lead to a write.
[[nodiscard]] auto is_open(const nlohmann::json& request) -> bool;
/// The client of a token, as `requestor` and `approver` say it.
[[nodiscard]] auto identity_set(const Identity& who) -> nlohmann::json;

}  // namespace pinwright::sandbox
