#pragma once

#include <string>
#include <vector>

#include "plan/journal/read.hpp"

/// Which objects the runs of a workspace may have made without knowing it, as their journals tell it.
namespace pinwright::plan {

/// The POST of an object that was sent and got no answer that tells: the run was killed, or the line was.
struct LostPost {
  std::string tenant_id;
  object::Kind kind = object::Kind::Policy;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string key;
  std::int64_t time = 0;  ///< when it was noted, just before it was sent
};

/// Adds to `lost` what this journal leaves, and takes out what it settles. Journals come in the order of their runs.
auto follow_lost_posts(const JournalFile& journal, std::vector<LostPost>& lost) -> void;

}  // namespace pinwright::plan
