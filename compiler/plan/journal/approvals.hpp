#pragma once

#include <string>
#include <vector>

#include "plan/journal/read.hpp"

/// Which requests for approval the runs of a workspace have left, as their journals tell it.
namespace pinwright::plan {

/// A write that was asked for and not carried out by the run that asked.
struct PendingApproval {
  std::string tenant_id;
  object::Kind kind = object::Kind::Policy;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string key;
  std::string id;  ///< empty: Create
  Write write = Write::Create;
  ApprovalNote note;  ///< has a code
};

/// Adds to `open` what this journal leaves, and takes out what it settles. Journals come in the order of their runs.
auto follow_approvals(const JournalFile& journal, std::vector<PendingApproval>& open) -> void;

}  // namespace pinwright::plan
