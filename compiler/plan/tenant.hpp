#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "csp/definition_children.hpp"
#include "object/foreign_policy.hpp"
#include "object/live.hpp"
#include "plan/apply/write_state.hpp"
#include "plan/approvals.hpp"

/// The live tenant, as the other folders see it: object:: values in and out, no HTTP. `graph` implements it over
/// Microsoft Graph, tests/fake in memory; tests/contract holds both to the same clauses.
namespace pinwright::plan {

/// Whom the credential speaks for, read from the access token's claims. No request but the sign-in.
struct Access {
  std::string tenant_id;                 ///< `tid`
  std::vector<std::string> permissions;  ///< `roles` of an application, `scp` of a signed-in person
  bool delegated = false;                ///< a signed-in person
};

struct Organization {
  std::string tenant_id;
  std::string display_name;
  std::vector<std::string> verified_domains;
  std::string mdm_authority;  ///< mobileDeviceManagementAuthority: "intune", …; empty: not told
};

struct ScopeTag {
  std::string id;
  std::string display_name;
};

struct ServicePrincipal {
  std::string id;
  std::string app_id;
  std::string display_name;
  bool enabled = true;     ///< accountEnabled
  bool consented = false;  ///< an oauth2PermissionGrant for all principals, or an app role assignment
};

struct MemberCount {
  std::size_t devices = 0;
  std::size_t users = 0;
};

/// Which policies are wanted whole where a list does not hold their settings, which cost a request for each 25.
struct WholePolicies {
  bool all = false;
  bool assigned = false;        ///< those that are assigned; what fails about one of them is that one's alone
  std::string workspace;        ///< those with a marker of this workspace; empty: none for that reason
  std::set<std::string> keys;   ///< those with a marker of such a key
  std::set<std::string> ids;    ///< those of such an id, in lower case
  std::set<std::string> names;  ///< those of such a display name, in lower case
  /// Whose settings the caller knows without them: these are left out. Empty: none.
  std::function<bool(const object::Live&)> known = {};

  [[nodiscard]] auto takes(const object::Live& live) const -> bool;
  [[nodiscard]] auto knows(const object::Live& live) const -> bool { return known && known(live); }
};

/// The policies of one kind that this program does not write.
struct ForeignPolicies {
  object::PolicyKind kind = object::PolicyKind::DeviceConfiguration;  ///< these hold identity protection too
  /// Those that set one of the nodes that were asked about. Refused: this tenant, or what stands in front of it, does
  /// not have the kind.
  base::Result<std::vector<object::ForeignPolicy>> policies = std::vector<object::ForeignPolicy>{};
  /// What may set these nodes and cannot be told: assigned policies of Administrative Templates, settings of an intent.
  std::size_t untold = 0;
};

/// A masked value: which policy, which secretReferenceValueId.
struct MaskedValue {
  std::string policy_id;
  std::string reference;
};

struct PolicyId {
  std::string id;
  object::Target target = object::Target::Custom;
};

/// What a plan wants to know, asked at once so that an answer can travel in as few requests as possible. What is not
/// asked costs nothing.
struct Question {
  bool organization = false;
  bool policies = false;  ///< every policy of every target that the version of Graph has, with its assignments
  WholePolicies whole;    ///< of those, in addition to what a list holds
  /// Of `policies`: targets whose lists have to be there. That of another target, which a cloud or a gateway may not
  /// have, holds nothing where it is refused.
  std::set<object::Target> targets = {object::Target::Custom};
  /// Who else sets these nodes (object::node_id): policies of the kinds that may, beside `policies`.
  std::set<std::string> nodes;
  bool filters = false;
  bool scope_tags = false;
  std::vector<std::string> group_names;   ///< exact display names, any characters
  std::vector<std::string> group_ids;     ///< by object id
  std::string marked_groups;              ///< of this workspace, by the start of their description; empty: none
  std::vector<std::string> filter_ids;    ///< by id
  std::vector<PolicyId> policy_ids;       ///< single policies, with settings and assignments
  std::vector<std::string> applications;  ///< service principals by appId, with their consent
  std::vector<std::string> count_groups;  ///< member counts (transitive) by group id
  std::vector<MaskedValue> masked;        ///< plain texts
  std::vector<std::string> definitions;   ///< of the settings catalog, by id: whether there are such
};

/// Which options of which other definitions one of the settings catalog stands in; none: it is a setting by itself, or
/// one of a group.
using DefinitionAnswer = base::Result<std::vector<csp::DefinitionParent>>;

/// One part a question, in the order of what was asked; each part fails alone. Forbidden: the right for this part is
/// missing.
struct Answer {
  base::Result<Organization> organization = Organization{};
  base::Result<std::vector<object::Live>> policies = std::vector<object::Live>{};
  /// Of `policies`: targets that were not needed, and whose list the tenant refused. What it has of them is not known.
  std::map<object::Target, base::Error> unlisted;
  /// Of `policies`, by id in lower case: what those made from a template are called.
  std::map<std::string, object::PolicyKind> kinds;
  std::vector<ForeignPolicies> foreign;  ///< a row for each kind that may set one of the nodes
  base::Result<std::vector<object::Live>> filters = std::vector<object::Live>{};
  base::Result<std::vector<ScopeTag>> scope_tags = std::vector<ScopeTag>{};
  std::vector<base::Result<std::vector<object::Live>>> groups_by_name;  ///< every group of exactly this name
  std::vector<base::Result<object::Live>> groups_by_id;                 ///< NotFound when there is none
  base::Result<std::vector<object::Live>> marked_groups = std::vector<object::Live>{};
  std::vector<base::Result<object::Live>> filters_by_id;   ///< NotFound when there is none
  std::vector<base::Result<object::Live>> policies_by_id;  ///< NotFound when there is none
  std::vector<base::Result<std::optional<ServicePrincipal>>> applications;
  std::vector<base::Result<MemberCount>> counts;
  std::vector<base::Result<std::string>> plain_texts;  ///< NotFound: the mask is of an older write
  std::vector<DefinitionAnswer> definitions;           ///< NotFound when there is none
  std::int64_t served_at = 0;  ///< the service's own clock at the last answer, seconds since 1970; 0: not told
};

/// What one part could not tell is no reason to give the tenant up; a connection that is gone is.
template <class T>
[[nodiscard]] auto is_gone(const base::Result<T>& part) -> bool {
  if (part.ok()) return false;
  const auto kind = part.error().kind;
  return kind == base::ErrorKind::Unreachable || kind == base::ErrorKind::Interrupted;
}

/// counts of deviceStatusOverview and userStatusOverview.
struct StatusOverview {
  std::size_t pending = 0, not_applicable = 0, success = 0, error = 0, failed = 0;
  std::string last_update;
};
struct PolicyStatus {
  StatusOverview devices, users;
};

struct ManagedDevice {
  std::string id;
  std::string name;              ///< deviceName
  std::string operating_system;  ///< operatingSystem: "Windows", …
  std::string os_version;
  std::string model;
  std::string sku_family;
  std::string join_type;  ///< joinType, deviceEnrollmentType where that is not told; may be empty
  /// The last resetPasscodeActionResult of deviceActionResults; absent: none was asked for.
  struct Reset {
    std::string state;  ///< none, pending, canceled, active, done, failed, notSupported
    std::string started, updated;
    std::string passcode;  ///< a secret
    int error_code = 0;
  };
  std::optional<Reset> reset;
};

/// The part of a tenant that is about devices and not about policies.
class Devices {
 public:
  virtual ~Devices() = default;
  [[nodiscard]] virtual auto status(const std::vector<std::string>& policy_ids)
      -> std::vector<base::Result<PolicyStatus>> = 0;
  /// By id, or every device of exactly this name.
  [[nodiscard]] virtual auto find(const std::string& id_or_name) -> base::Result<std::vector<ManagedDevice>> = 0;
  [[nodiscard]] virtual auto read(const std::string& id) -> base::Result<ManagedDevice> = 0;
  /// Sent once, and never again by itself. Unclear: it may have been carried out.
  [[nodiscard]] virtual auto reset_passcode(const std::string& id) -> base::Status = 0;
};

/// One tenant, one thread. Reads retry by themselves (throttling, 5xx, lost answers) and end as Unreachable at the
/// latest 15 minutes after the last progress. A write is sent once. What its answer means says WriteAnswer; where it
/// may be sent again, the wait that the answer asked for is over when the call returns, and what the caller has read
/// before is old by then. It may not be sent again after 15 minutes in which no write of this tenant got through.
class Tenant {
 public:
  Tenant() = default;
  Tenant(const Tenant&) = delete;
  auto operator=(const Tenant&) -> Tenant& = delete;
  virtual ~Tenant() = default;

  /// Signs in when that has not been done. Unreachable: no token could be had, and the message says why.
  [[nodiscard]] virtual auto access() -> base::Result<Access> = 0;
  /// Reads only.
  [[nodiscard]] virtual auto ask(const Question& question) -> Answer = 0;

  /// Takes the place of one write in the pacing, and waits for it: before the last read that precedes the write. True:
  /// time went by.
  virtual auto await_turn() -> bool { return false; }
  /// A policy is created without assignments; two of one display name are allowed.
  [[nodiscard]] auto create(const object::Object& object, const Consent& consent = {}) -> WriteAnswer {
    return do_create(object, consent);
  }
  /// A policy's settings are replaced as a whole; fields that `object` does not hold stay, unless its target is
  /// replaced as a whole (object::replaces_whole).
  [[nodiscard]] auto update(const std::string& id, const object::Object& object, const Consent& consent = {})
      -> WriteAnswer {
    return do_update(id, object, consent);
  }
  /// What is no content of `object`: see object::to_graph_names.
  [[nodiscard]] auto describe(const std::string& id, const object::Object& object, const Consent& consent = {})
      -> WriteAnswer {
    return do_describe(id, object, consent);
  }
  /// Replaces the whole set of a policy's assignments.
  [[nodiscard]] auto assign(const object::Address& policy, const std::vector<object::Assignment>& assignments,
                            const Consent& consent = {}) -> WriteAnswer {
    return do_assign(policy, assignments, consent);
  }
  /// Done when it is gone already. A filter that an assignment still uses is refused.
  [[nodiscard]] auto remove(const object::Address& object, const Consent& consent = {}) -> WriteAnswer {
    return do_remove(object, consent);
  }

  [[nodiscard]] virtual auto devices() -> Devices& = 0;
  [[nodiscard]] virtual auto approvals() -> Approvals& = 0;

 private:
  virtual auto do_create(const object::Object& object, const Consent& consent) -> WriteAnswer = 0;
  virtual auto do_update(const std::string& id, const object::Object& object, const Consent& consent)
      -> WriteAnswer = 0;
  virtual auto do_describe(const std::string& id, const object::Object& object, const Consent& consent)
      -> WriteAnswer = 0;
  virtual auto do_assign(const object::Address& policy, const std::vector<object::Assignment>& assignments,
                         const Consent& consent) -> WriteAnswer = 0;
  virtual auto do_remove(const object::Address& object, const Consent& consent) -> WriteAnswer = 0;
};

/// Whether the credential is one of the tenant that the files name, before anything is asked there. Refused: it is of
/// another tenant; else what `access` says.
[[nodiscard]] auto expect_tenant(Tenant& tenant, std::string_view tenant_id) -> base::Status;

}  // namespace pinwright::plan
