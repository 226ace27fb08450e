#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "diag/diagnostic.hpp"
#include "object/difference.hpp"
#include "object/live.hpp"
#include "object/marker.hpp"
#include "plan/tenant.hpp"

/// What an apply would do, as values: made by diff(), shown by the views, saved and read by plan/file.
namespace pinwright::plan {

/// Replace: the files say another target than the object has, which Intune cannot change. A new object is made and
/// assigned beside it; a later plan deletes the old one.
enum class Action : std::uint8_t { Create, Update, Delete, Adopt, Forget, NoOp, Replace };
/// Why. D: the files, L: live, M: the marker. Config: D differs from L, and L is what was last written (L = M). Drift:
/// D = M, and L was changed behind our back. Both: D, L and M all differ. Unfinished: an apply was cut short before the
/// assignments were written. Target: the files chose another. Replaced: of a Delete, another object has taken the
/// place. Secrets: nothing is known to differ, and secrets that cannot be compared are to be sent again.
enum class Reason : std::uint8_t {
  None,
  New,
  Removed,
  Config,
  Drift,
  Both,
  Unfinished,
  Protected,
  Adopt,
  Target,
  Replaced,
  Secrets
};
[[nodiscard]] auto word(Action action) -> std::string_view;  ///< "create", …, "no-op"
[[nodiscard]] auto word(Reason reason) -> std::string_view;  ///< "new", …; "" for None

/// The state of each section; None: equal, or not managed.
struct Sections {
  Reason settings = Reason::None;
  Reason assignments = Reason::None;
  Reason rest = Reason::None;
};

/// A name of the files that was resolved in the tenant: an apply of a saved plan refuses when it now leads elsewhere.
struct Resolved {
  enum class Kind : std::uint8_t { Group, Filter, ScopeTag } kind = Kind::Group;
  std::string key;
  std::string display_name;  ///< empty: named by id
  std::string id;            ///< empty: this plan creates it (wave 1)
};

/// At most so many devices and users; absent: unknown (the right is missing), or not asked.
struct Reach {
  struct Group {
    std::string id;  ///< folded
    std::size_t devices = 0, users = 0;
  };
  std::optional<std::size_t> devices, users;
  bool all_devices = false, all_users = false;
  std::vector<Group> groups;  ///< what is counted, each group once, by id: who counts several changes counts it once
};
/// Whom two changes of one tenant reach together. What is unknown of one is unknown of both.
[[nodiscard]] auto united(const Reach& a, const Reach& b) -> Reach;

/// What a Replace takes from the old object, and what it leaves to the next apply.
struct Replacement {
  /// Which parts the files do not manage: the new object gets them as the old one has them. Of assignments see
  /// Change::carries_assignments.
  bool carries_scope_tags = false, carries_description = false;
  bool loses_texts = false;  ///< display names and descriptions of settings, which the new target does not have
  /// Paths at which the old object, and so the new one, differs from the files.
  std::vector<std::string> later;
};

struct Change {
  object::Kind kind = object::Kind::Policy;
  std::string key;   ///< name in the workspace; of an object that the files no longer name: the marker's key
  std::string name;  ///< display name: the new one, or the old one of what goes
  std::string id;    ///< empty: Create, Replace
  Action action = Action::NoOp;
  Reason reason = Reason::None;
  Sections sections;
  bool manages_assignments = false;
  bool is_protected = false;  ///< what the new marker says
  /// Of a rollback: the description of `after` is written as it stands, with the marker that it had or with none.
  bool restores = false;
  /// The id of the object whose place this one takes, as long as that is there: the marker names it. Of a Replace
  /// that object is `before`. Empty: none.
  std::string replaces;
  /// Of a Delete: the id of the object that has taken the place, without which this one stays. Empty: none has.
  std::string replaced_by;
  Replacement replacement;  ///< of a Replace
  /// As live was; its masks stay masks here. Absent: Create.
  std::optional<object::Live> before;
  std::string live_hash;  ///< object::live_hash(before); "absent" for Create
  /// As it is to be: without marker, secrets as `{env.NAME}`, references resolved where the tenant knows them. Absent:
  /// Delete, Forget.
  std::optional<object::Object> after;
  std::vector<object::Assignment> assignments;  ///< of `after`, when writes_assignments()
  /// The files do not manage the assignments, and the object gets those of the one whose place it takes.
  bool carries_assignments = false;
  std::vector<object::Difference> paths;
  /// By index of after's settings: whether a value from the environment differs from live; nullopt: not known.
  std::vector<std::optional<bool>> secret_changed;
  /// Canonical OMA-URIs, sorted, of the settings of `before` whose value, or a part of it, must not be shown or saved.
  std::vector<std::string> hidden;
  /// Settings of `before` that were read through their masks; `revealed_from` is the mask.
  std::vector<object::Setting> revealed;
  /// The values that the tenant holds are not in `paths`, and `before` is not to be shown: hide_live().
  bool hides_live = false;
  Reach reach;

  [[nodiscard]] auto writes_assignments() const -> bool { return manages_assignments || carries_assignments; }
};

/// The object is not there yet.
[[nodiscard]] auto makes_object(Action action) -> bool;

/// Whether a finding leaves out one object, which is not among the changes, and not its whole tenant.
[[nodiscard]] auto stops_one_object(diag::Code code) -> bool;

/// One tenant's part of a plan. Findings that stop this tenant are among `diagnostics` with severity Error.
struct TenantPlan {
  std::string name;
  std::string tenant_id;
  std::string cloud;  ///< as in the files
  std::vector<Change> changes;
  std::vector<Resolved> references;
  std::vector<diag::Diagnostic> diagnostics;
  /// Set when the tenant could not be used at all (exit 6): no change is known then.
  std::optional<base::Error> unusable;
  /// Something that was asked for is not among `changes`, and a finding says what: an object that cannot be read, a
  /// value that a rollback does not know. The others are written; the run does not end with 0.
  bool incomplete = false;
  /// Ids of objects that carry a marker of ours and are known to be copies: they are left alone, and were told of.
  std::vector<std::string> copies;
  /// Encrypted values, and settings of the settings catalog, that were not read since a TenantCache knows them.
  std::size_t cached_values = 0;

  [[nodiscard]] auto has_changes() const -> bool;
  [[nodiscard]] auto has_drift() const -> bool;
};

/// Whether an apply passes over the whole tenant: it cannot be used, or a finding of `fail_on` or worse is about more
/// than one object (stops_one_object).
[[nodiscard]] auto is_left_out(const TenantPlan& plan, diag::Severity fail_on = diag::Severity::Error) -> bool;

struct Summary {
  std::size_t create = 0, update = 0, remove = 0, adopt = 0, forget = 0, unchanged = 0, replace = 0;
};
/// Whether taking an object over would also change something of it but its marker.
[[nodiscard]] auto changes_adopted(const Change& change) -> bool;
/// What is taken over and changed counts as an update.
[[nodiscard]] auto summarise(const TenantPlan& plan) -> Summary;

struct SourceHash {
  std::string path;    ///< below the workspace root
  std::string sha256;  ///< hexadecimal
};

struct Plan {
  std::string workspace;
  std::string created_at;  ///< RFC 3339, UTC
  std::string tool_version;
  object::GraphApi graph_api = object::GraphApi::Beta;
  std::optional<std::size_t> max_deletes;          ///< as given on the command line
  diag::Severity fail_on = diag::Severity::Error;  ///< the same, of is_left_out
  std::vector<SourceHash> sources;
  std::vector<TenantPlan> tenants;
};

}  // namespace pinwright::plan
