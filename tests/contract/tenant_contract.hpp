#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "plan/tenant.hpp"

/// What every plan::Tenant promises, as clauses: run on the tenant in memory, and on graph over the sandbox.
namespace pinwright::contract {

/// What the next call meets.
enum class Fault : std::uint8_t {
  LostBefore,        ///< of a write: the connection ends before the other side does it
  LostAfter,         ///< of a write: it is done, and then the connection ends
  ThrottledForever,  ///< every write is turned away, with no end
  StaleList,         ///< of a list of policies: it does not show the last write
};

/// A tenant seeded with seed(), fresh for each clause.
class ContractWorld {
 public:
  ContractWorld() = default;
  ContractWorld(const ContractWorld&) = delete;
  auto operator=(const ContractWorld&) -> ContractWorld& = delete;
  virtual ~ContractWorld() = default;

  [[nodiscard]] virtual auto tenant() -> plan::Tenant& = 0;
  /// Another connection to the same tenant, which neither faults nor cancel() reach.
  [[nodiscard]] virtual auto witness() -> plan::Tenant& = 0;
  virtual auto inject(Fault fault) -> void = 0;
  /// Stops the run of tenant().
  virtual auto cancel() -> void = 0;
  /// So many policies come in one page of a list.
  [[nodiscard]] virtual auto page_size() const -> std::size_t = 0;
};

/// One tenant of a sandbox's seed, JSON: groups kGroups, filter kFilter, scope tags Default and kScopeTag, a device.
[[nodiscard]] auto seed() -> std::string_view;
inline constexpr std::string_view kTenant = "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63";
inline constexpr std::string_view kPilotGroup = "6f1d2c3b-4a59-4687-9a0b-1c2d3e4f5a6b";  ///< 3 devices, 2 users
inline constexpr std::string_view kKioskGroup = "aaaabbbb-cccc-4ddd-8eee-ffff00001111";
inline constexpr std::string_view kFilter = "0e1f2a3b-4c5d-4e6f-8a9b-0c1d2e3f4a5b";
inline constexpr std::string_view kScopeTag = "7";
inline constexpr std::string_view kNobody = "99999999-9999-4999-8999-999999999999";  ///< the id of nothing

struct Clause {
  std::string_view name;
  void (*check)(ContractWorld&);
};
[[nodiscard]] auto clauses() -> const std::vector<Clause>&;

using MakeWorld = std::function<std::unique_ptr<ContractWorld>()>;
/// Every clause as a section of the running TEST_CASE.
auto check_all(const MakeWorld& make_world) -> void;

}  // namespace pinwright::contract
