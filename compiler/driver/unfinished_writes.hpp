#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "driver/load.hpp"
#include "plan/journal/approvals.hpp"
#include "plan/journal/lost_posts.hpp"
#include "plan/journal/progress.hpp"

namespace pinwright::driver {

/// What earlier runs of a workspace have begun and not brought to an end.
struct UnfinishedWrites {
  std::vector<plan::PendingApproval> approvals;
  std::vector<plan::LostPost> lost_posts;  ///< of a moment ago (plan::kLostPostTime): their objects may still appear
};
/// As the journals of the workspace tell, as far as each_journal reads them.
[[nodiscard]] auto unfinished_writes(Env& env, const Loaded& loaded) -> UnfinishedWrites;

struct AwaitedDescriptions {
  /// Whether such a request is for a new description of the object of this id. The journals are read at the first
  /// question; from any thread.
  std::function<bool(std::string_view id)> has;
  /// For tell_unread, once nobody asks any more.
  std::function<base::Status()> unread;
};
/// Refers to both.
[[nodiscard]] auto awaited_descriptions(Env& env, const Loaded& loaded) -> AwaitedDescriptions;

/// What the runs did in one tenant, by its ID.
using ProgressOf = std::function<plan::Progress(std::string_view tenant_id)>;
/// Of the runs since `created_at` (RFC 3339, UTC), from the first on that left a request for approval; nothing where
/// none did, or where not all of them can be read.
[[nodiscard]] auto progress_since(Env& env, const Loaded& loaded, std::string_view created_at) -> ProgressOf;

}  // namespace pinwright::driver
