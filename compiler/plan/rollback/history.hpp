#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "plan/journal/read.hpp"

namespace pinwright::plan {

/// What one run did to one object, as its journal tells it. Writes that are known to have failed left no trace.
struct History {
  object::Kind kind = object::Kind::Policy;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string key;
  std::string name;                    ///< display name that the run gave it
  std::string id;                      ///< empty: a POST of which nothing is known
  std::optional<object::Live> before;  ///< absent: created
  bool created = false, updated = false, assigned = false, removed = false;
  /// live_hash or state_hash of what the run left. Of a write of which the journal does not know the end, what stood
  /// before it and what it was to leave. Empty: the journal does not say.
  std::set<std::string> left;
  /// The apply did not find it as it had written it: `left` has what it found, unless that may be somebody else's work,
  /// and what was to be.
  bool not_as_written = false;
  std::string left_state;  ///< state_hash of the same; empty: the journal does not say
  /// Assignments before the last write, which are those that it left unless it was an Assign.
  std::vector<object::Assignment> last_assignments;
};

/// The objects of one tenant that were touched, or may have been, in the order of their first write. `catalog`: what
/// their settings are looked up in; nullptr: the built-in one.
[[nodiscard]] auto histories_of(const JournalFile& journal, std::string_view tenant_name, const csp::Catalog* catalog)
    -> std::vector<History>;

}  // namespace pinwright::plan
