#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "driver/load.hpp"
#include "plan/journal/approvals.hpp"
#include "plan/journal/progress.hpp"

namespace pinwright::driver {

/// The requests for approval that earlier runs of the workspace have left, as its journals tell: none where there are
/// no journals, or too many of them (each_journal).
[[nodiscard]] auto pending_approvals(Env& env, const Loaded& loaded) -> std::vector<plan::PendingApproval>;

/// What the runs did in one tenant, by its ID.
using ProgressOf = std::function<plan::Progress(std::string_view tenant_id)>;
/// Of the runs since `created_at` (RFC 3339, UTC), from the first on that left a request for approval; nothing where
/// none did.
[[nodiscard]] auto progress_since(Env& env, const Loaded& loaded, std::string_view created_at) -> ProgressOf;

}  // namespace pinwright::driver
