#pragma once

#include <array>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "fake/fake_tenant.hpp"

/// What the fake tenant holds, and the rules of the server. Internal to tests/fake.
namespace pinwright::fake {

using Json = nlohmann::json;
/// Graph bodies by id in lower case. Values are in clear; beside an encrypted one stands its secretReferenceValueId.
using Objects = std::map<std::string, Json>;
using Tables = std::array<Objects, 3>;  // by object::Kind

/// A request for approval, and what it is for.
struct GatedWrite {
  plan::ApprovalRequest request;
  std::string operation;
  object::Kind kind = object::Kind::Policy;
  std::string id, body;
};

/// What stood before the last write.
struct Gate {
  bool waits = false, asks_justification = false;
  std::string code;  ///< of a request that it made, or that waits
};

struct Store {
  Knobs knobs;
  plan::Access access;
  plan::Organization organization;
  Tables tables;
  Tables before_last_write;
  std::map<std::string, std::vector<Json>, std::less<>> foreign;  ///< by collection: policies that are never written
  std::map<std::string, plan::MemberCount> members;
  std::vector<plan::ScopeTag> scope_tags;
  std::vector<plan::ServicePrincipal> principals;
  std::vector<plan::ManagedDevice> devices;
  std::map<std::string, plan::PolicyStatus> statuses;
  std::map<std::string, plan::ManagedDevice::Reset> resets;
  std::vector<Write> writes;
  std::map<std::string, std::size_t, std::less<>> calls;
  std::uint64_t reads = 0;
  std::uint64_t made_ids = 0;
  std::int64_t seconds = 0;
  bool last_write_was_busy = false;
  std::vector<GatedWrite> requests;
  Gate gate;

  [[nodiscard]] auto table(object::Kind kind) -> Objects& { return tables.at(static_cast<std::size_t>(kind)); }
  [[nodiscard]] auto find(object::Kind kind, std::string_view id) -> Json*;
  [[nodiscard]] auto new_id() -> std::string;
  [[nodiscard]] auto has_permission_for(std::string_view operation, object::Kind kind) const -> bool;

  /// Puts a new object into its table with what the server adds. The id.
  auto insert(object::Kind kind, Json body) -> std::string;
  /// After each change of an object: version, lastModifiedDateTime and every reference are new.
  auto touch(object::Kind kind, Json& entity) -> void;
};

/// A tenant with nothing but what every tenant has.
[[nodiscard]] auto empty_store(std::string tenant_id) -> std::shared_ptr<Store>;
/// See FakeTenant::from_json.
[[nodiscard]] auto load(std::string_view text) -> base::Result<std::shared_ptr<Store>>;

[[nodiscard]] auto display_name_of(const Json& body) -> std::string;
/// Why the server would refuse this body, nullopt when it takes it.
[[nodiscard]] auto refusal(Store& store, object::Kind kind, const Json& body) -> std::optional<std::string>;
/// Of `assignments`.
[[nodiscard]] auto assignments_refusal(Store& store, const Json& assignments) -> std::optional<std::string>;
/// Of two assignments with one target the second is ignored; each gets what the server adds.
[[nodiscard]] auto accepted_assignments(const Json& assignments, const std::string& policy_id) -> Json;
[[nodiscard]] auto is_filter_used(const Store& store, std::string_view filter_id) -> bool;
/// Seconds since 1970: of its own clock, or of Knobs::clock.
[[nodiscard]] auto clock_of(const Store& store) -> std::int64_t;
[[nodiscard]] auto is_encrypted(const Json& setting) -> bool;

}  // namespace pinwright::fake
