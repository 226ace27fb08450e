#pragma once

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"
#include "object/live.hpp"
#include "plan/plan.hpp"

/// A live object in a journal.
namespace pinwright::plan {

/// `live` as it may stand in a journal: in place of every value that is secret, or that Intune keeps encrypted, stands
/// Masked{}. What an encrypted value was is known in one case: the change declares the setting in clear and does not
/// alter it. Then it is the declared one.
[[nodiscard]] auto without_secrets(object::Live live, const Change& change) -> object::Live;

/// As Graph shows it; Masked becomes {"secret":true}.
[[nodiscard]] auto live_to_json(const object::Live& live) -> nlohmann::ordered_json;
/// The inverse. The kind stands beside it in the journal.
[[nodiscard]] auto live_from_json(object::Kind kind, nlohmann::json json) -> base::Result<object::Live>;

}  // namespace pinwright::plan
