#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "object/live.hpp"
#include "plan/plan.hpp"

/// A live object in a journal.
namespace pinwright::plan {

/// `live` as it may stand in a journal. Values that Intune shows as masks are those that the plan read through them, or
/// that the change declares in clear and does not alter. A secret (Change::hidden, or declared from the environment) is
/// `{env.NAME}` with its variables where the plan found it to be what the environment holds, else Masked{}; so is what
/// nobody could read.
[[nodiscard]] auto without_secrets(object::Live live, const Change& change) -> object::Live;

/// As Graph shows it; Masked becomes {"secret":true}, a value from the environment that and its variables.
[[nodiscard]] auto live_to_json(const object::Live& live) -> nlohmann::ordered_json;
/// The inverse. The kind stands beside it in the journal.
[[nodiscard]] auto live_from_json(object::Kind kind, nlohmann::json json) -> base::Result<object::Live>;

}  // namespace pinwright::plan
