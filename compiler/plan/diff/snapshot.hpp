#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "lower/deployment.hpp"
#include "plan/diff/diff.hpp"
#include "plan/plan.hpp"
#include "plan/tenant.hpp"

/// What diff() finds out about one tenant, gathered before anything is decided or said. Conditions and changes read it.
namespace pinwright::plan {

/// A name of the files that only the tenant can turn into an id: of a group or filter that this workspace does not
/// make, or of a scope tag.
struct Lookup {
  Resolved::Kind kind = Resolved::Kind::Group;
  std::string key;           ///< in the workspace; of a scope tag its display name
  std::string display_name;  ///< empty: the files give an id
  std::string id;            ///< as the files give it
  source::Span span;         ///< where the files name it
  std::string path;
  source::Span used;  ///< the first assignment line that needs it; unknown for scope tags
  bool answered = false;
  std::vector<std::string> ids;  ///< of everything in the tenant that it may mean
  std::string platform;          ///< of the filter of this name that is not for Windows; else empty
};

/// Whose an object of the tenant is.
struct Owner {
  std::optional<object::Marker> marker;  ///< of its description
  enum class Who : std::uint8_t { Nobody, Us, Others } who = Who::Nobody;
};

/// Why an object that is to be taken over cannot be.
enum class AdoptProblem : std::uint8_t {
  None,
  NotThere,
  OtherType,  ///< or a policy of another target
  FromTemplate,
  OtherTechnologies,  ///< than `mdm` alone, which is what a policy of the files is for
  OwnedByOthers,
  OwnedByOtherKey,
  NoSuchName,
  Several
};

/// An object that the files declare, and what the tenant holds for it.
struct Desired {
  object::Kind kind = object::Kind::Policy;
  std::string key;
  object::Object object;  ///< secrets as `{env.NAME}`, references resolved
  std::vector<object::Assignment> assignments;
  bool manages_assignments = false;
  bool is_protected = false;
  bool lacks_variables = false;                   ///< some value from the environment is missing: it cannot be compared
  bool lacks_definition = false;                  ///< the tenant does not have the definition of one of its settings
  const lower::Policy* policy = nullptr;          ///< of a Policy
  const lower::ManagedObject* managed = nullptr;  ///< of a Group or Filter
  source::Span span;                              ///< of its name
  std::string path;                               ///< `policies.pin-recovery`
  const model::Text* adopt = nullptr;             ///< id of the object to take over

  bool answered = false;                      ///< the tenant said which objects of this kind it has
  std::vector<const object::Live*> owned;     ///< carry our marker with this key or a former one
  std::vector<const object::Live*> copies;    ///< carry the marker too, and are not ours: Duplicate::original is
  std::vector<const object::Live*> unowned;   ///< of this display name, without our marker
  std::vector<const object::Live*> claiming;  ///< groups of another name that carry our marker, which nothing bears out
  /// Beside the one of `owned`: the policy of another target whose place that one takes, or that took its place before
  /// the files were turned back. It goes when its time has come.
  const object::Live* replaced = nullptr;
  const object::Live* taken_over = nullptr;  ///< what `adopt:` or `--adopt` leads to
  AdoptProblem adopt_problem = AdoptProblem::None;
  std::vector<std::string> adopt_ids;  ///< what the problem is about

  /// The one object of ours, when it is a policy of another target than the files declare: to be replaced.
  [[nodiscard]] auto of_other_target() const -> const object::Live*;
  /// The one object that is to become `object`; nullptr: none, or it must not be touched.
  [[nodiscard]] auto live() const -> const object::Live*;
  /// The one object that would be live(), had all of it been read; nullptr: there is none.
  [[nodiscard]] auto unreadable() const -> const object::Live*;
  /// Nothing stands in the way of making it.
  [[nodiscard]] auto is_new() const -> bool;
  [[nodiscard]] auto is_adopted() const -> bool { return owned.empty() && taken_over != nullptr; }
};

/// Objects of ours that carry one marker.
struct Duplicate {
  object::Kind kind = object::Kind::Policy;
  std::string key;  ///< the marker's
  std::vector<const object::Live*> lives;
  const object::Live* original = nullptr;  ///< the one that is ours, the others being copies; nullptr: nothing tells
};

/// A value of a live policy that Intune showed as a mask.
struct MaskedSetting {
  const object::Live* live = nullptr;
  const object::Setting* setting = nullptr;             ///< of `live`
  const object::Setting* declared = nullptr;            ///< of the files, its value in clear; nullptr: there is none
  std::string reference;                                ///< empty: it cannot be asked for
  bool is_cached = false;                               ///< known to hold the declared value (TenantCache)
  std::optional<base::Result<std::string>> plain_text;  ///< absent: it was not asked for
};

struct TenantSnapshot {
  TenantSnapshot(const lower::Deployment& the_deployment, const DiffOptions& the_options)
      : deployment(the_deployment), options(the_options) {}
  TenantSnapshot(const TenantSnapshot&) = delete;  // what is matched points into the answers
  auto operator=(const TenantSnapshot&) -> TenantSnapshot& = delete;

  const lower::Deployment& deployment;
  const DiffOptions& options;
  Access access;
  Question asked;  ///< the first question: everything by name
  Answer answer;
  Answer adopted;  ///< policies by id that `adopt` names and the list does not hold
  Answer marked;   ///< groups that carry our marker, and those that our policies are assigned to (ask_marked_groups)
  std::vector<Lookup> lookups;
  std::vector<Desired> desired;
  std::vector<const object::Live*> leftovers;    ///< ours, and no longer declared
  std::vector<const object::Live*> left_copies;  ///< would be among `leftovers`, were they not copies of what is gone
  std::vector<Duplicate> duplicates;
  std::vector<MaskedSetting> masked;
  std::set<const object::Live*> known_settings;  ///< policies that hold the files' settings, which were not read
  std::vector<const object::Live*> unreadable_leftovers;  ///< would be among `leftovers`, had all of them been read
  std::map<std::string, std::string> group_names;  ///< by folded id: display names of groups that the files do not name
  std::map<std::string, MemberCount> counts;       ///< by folded group id
  std::vector<std::string> missing_variables;      ///< sorted
  std::vector<std::string> left_variables;         ///< the same, of policies alone that RewriteSecrets takes

  [[nodiscard]] auto tenant() const -> const model::Tenant& { return deployment.tenant->value; }
  [[nodiscard]] auto tenant_name() const -> const std::string& { return deployment.tenant->name.value; }
  [[nodiscard]] auto catalog() const -> const csp::Catalog&;
  [[nodiscard]] auto owner_of(const object::Live& live) const -> Owner;
  /// Every policy that was listed; none when the list could not be read.
  [[nodiscard]] auto live_policies() const -> const std::vector<object::Live>&;
  [[nodiscard]] auto live_filters() const -> const std::vector<object::Live>&;
};

/// Adds the ids of the groups among them, folded.
auto add_group_ids(const std::vector<object::Assignment>& assignments, std::set<std::string>& ids) -> void;
/// Whom policies of ours are assigned to: ids of groups, folded.
[[nodiscard]] auto assigned_group_ids(const TenantSnapshot& snapshot) -> std::set<std::string>;

}  // namespace pinwright::plan
