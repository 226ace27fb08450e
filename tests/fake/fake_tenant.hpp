#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/world.hpp"
#include "csp/catalog.hpp"
#include "plan/tenant.hpp"

/// A tenant in memory for tests. Like Intune it never echoes: on every read it masks texts behind new references,
/// shuffles, leaves descriptions out, writes the zero GUID for an absent filter and spells instants another way.
namespace pinwright::fake {

/// What goes wrong with one call.
enum class FaultAction : std::uint8_t {
  None,
  RefuseBefore,  ///< Refused, nothing done
  LostBefore,    ///< no answer, nothing done: Unclear for a write, Unreachable for a read
  LostAfter,     ///< no answer, although it was done
  Busy,          ///< 429, and the wait is over: nothing done, it may be sent again
  Throttled,     ///< no end of throttling: Unreachable, nothing done
  Interrupted,   ///< stopped before anything was sent
  Missing,       ///< of a read by id: it is not known yet; of a write: 404, nothing done
  StaleList,     ///< of a list: the tenant as it was before the last write
};

/// Writes are "create update describe assign remove reset-passcode", `id` is the object's, of a create its display
/// name. Reads are "access approvals organization policies filters scope-tags groups-by-name group policy application
/// count plain-text definition status devices"; `id` is what is asked for. `nth` counts the calls of this operation
/// from 1.
using FaultHook = std::function<FaultAction(std::string_view operation, const std::string& id, std::size_t nth)>;

struct Knobs {
  std::uint64_t seed = 1;           ///< of what is shuffled
  bool may_reveal = true;           ///< false: plain texts are Forbidden, as with a read-only credential
  bool raw_filters = false;         ///< an absent filter is told as the zero GUID, which from_graph would have left out
  std::set<std::string> forbidden;  ///< operations that are Forbidden, whatever the permissions
  FaultHook fault;
  std::set<std::string> lacks_definitions;  ///< ids that are no definition of the settings catalog; every other is one
  std::map<std::string, std::vector<csp::DefinitionParent>> definition_parents;  ///< by id: what it stands in
  std::set<object::Kind> protects;                                               ///< writes to these wait for approval
  const csp::Catalog* catalog = nullptr;  ///< what settings are looked up in; nullptr: the built-in one
  base::Clock clock;                      ///< absent: one second later with every write, from 2026-06-01T00:00:00Z
};

/// A write that reached the tenant, whether it was done or not.
struct Write {
  std::string operation;
  object::Kind kind = object::Kind::Policy;
  std::string id;    ///< empty: a create that was not done
  std::string body;  ///< JSON as it would be sent; empty: none
  bool done = false;
  plan::Consent consent = {};  ///< as it was given
};

struct Store;

class FakeTenant : public plan::Tenant, public plan::Devices {
 public:
  /// An empty tenant with the two PIN reset applications, every permission and the scope tag Default.
  explicit FakeTenant(std::string tenant_id);
  ~FakeTenant() override;
  /// One tenant of a sandbox's seed: {"tenantId", "displayName", "verifiedDomains", "groups": [{"id", "displayName",
  /// "devices", "users"}], "servicePrincipals": [{"appId", "accountEnabled", "consented"}], "deviceConfigurations":
  /// [Graph bodies with "assignments", "deviceStatusOverview"], "configurationPolicies", "assignmentFilters",
  /// "roleScopeTags", "managedDevices", "deviceEnrollmentConfigurations", "intents", "groupPolicyConfigurations"}, and
  /// for this fake alone "permissions", "delegated", "tokenTenantId". What is absent is as in an empty tenant, but for
  /// servicePrincipals: [] is none. Ids are made where they are absent.
  [[nodiscard]] static auto from_json(std::string_view text) -> base::Result<std::unique_ptr<FakeTenant>>;
  /// Another connection to the same tenant, with the same knobs.
  [[nodiscard]] auto share() const -> std::unique_ptr<FakeTenant>;

  [[nodiscard]] auto access() -> base::Result<plan::Access> override;
  [[nodiscard]] auto ask(const plan::Question& question) -> plan::Answer override;
  [[nodiscard]] auto devices() -> plan::Devices& override { return *this; }
  [[nodiscard]] auto approvals() -> plan::Approvals& override { return *approvals_; }

  [[nodiscard]] auto status(const std::vector<std::string>& policy_ids)
      -> std::vector<base::Result<plan::PolicyStatus>> override;
  [[nodiscard]] auto find(const std::string& id_or_name) -> base::Result<std::vector<plan::ManagedDevice>> override;
  [[nodiscard]] auto read(const std::string& id) -> base::Result<plan::ManagedDevice> override;
  [[nodiscard]] auto reset_passcode(const std::string& id) -> base::Status override;

  /// What goes on without this program: somebody in the portal. Not logged, no faults.
  [[nodiscard]] auto knobs() -> Knobs&;
  [[nodiscard]] auto writes() const -> const std::vector<Write>&;
  auto forget_writes() -> void;
  /// A policy of a kind that the program does not write, by the collection of its kind ("intents").
  auto put_foreign(const std::string& collection, std::string_view body) -> void;
  [[nodiscard]] auto ids(object::Kind kind) const -> std::vector<std::string>;
  /// Every object of exactly this display name.
  [[nodiscard]] auto ids_of(object::Kind kind, std::string_view display_name) const -> std::vector<std::string>;
  /// The object as the tenant knows it: nothing masked, nothing shuffled. It must exist.
  [[nodiscard]] auto stored(object::Kind kind, const std::string& id) const -> object::Live;
  /// A Graph body, values in clear, policies with "assignments". The new id.
  auto put(object::Kind kind, std::string_view body) -> std::string;
  /// Changes the body that is stored, and version, lastModifiedDateTime and references with it. It must exist.
  auto edit(object::Kind kind, const std::string& id, const std::function<void(nlohmann::json&)>& change) -> void;
  auto erase(object::Kind kind, const std::string& id) -> void;
  auto set_members(const std::string& group_id, plan::MemberCount count) -> void;
  auto set_permissions(std::vector<std::string> permissions) -> void;
  /// The state that resetPasscode comes to, by device id.
  auto set_reset(const std::string& device_id, plan::ManagedDevice::Reset reset) -> void;

  /// Every request for approval, in the order in which they were made.
  [[nodiscard]] auto requests() const -> std::vector<plan::ApprovalRequest>;
  /// What another administrator, or time, makes of one.
  auto decide(const std::string& code, plan::ApprovalRequest::Status status) -> void;

 private:
  explicit FakeTenant(std::shared_ptr<Store> store);

  auto do_create(const object::Object& object, const plan::Consent& consent) -> plan::WriteAnswer override;
  auto do_update(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override;
  auto do_describe(const std::string& id, const object::Object& object, const plan::Consent& consent)
      -> plan::WriteAnswer override;
  auto do_assign(const object::Address& address, const std::vector<object::Assignment>& assignments,
                 const plan::Consent& consent) -> plan::WriteAnswer override;
  auto do_remove(const object::Address& address, const plan::Consent& consent) -> plan::WriteAnswer override;

  std::shared_ptr<Store> store_;
  std::unique_ptr<plan::Approvals> approvals_;
};

}  // namespace pinwright::fake
