#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>

#include "plan/journal/read.hpp"

/// How far the runs of a plan have come in one tenant, as their journals tell it: some of it may wait for approval, and
/// the rest is done.
namespace pinwright::plan {

struct ObjectProgress {
  bool awaited = false;        ///< a write of it waited for approval: somebody else may have carried it out since
  std::string id;              ///< of the object, once it was written
  std::set<std::string> left;  ///< live_hash and state_hash of what the last write that was done left
};
using Progress = std::map<std::pair<object::Kind, std::string>, ObjectProgress>;  ///< by kind and key

auto follow_progress(const JournalFile& journal, std::string_view tenant_id, Progress& progress) -> void;

}  // namespace pinwright::plan
