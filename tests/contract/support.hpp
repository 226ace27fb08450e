#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/tenant_contract.hpp"

/// Objects and short questions for the clauses.
namespace pinwright::contract {

[[nodiscard]] auto setting(object::DataType type, object::SettingValue value, std::string_view name) -> object::Setting;
/// One Boolean setting, the description "about".
[[nodiscard]] auto plain_policy(std::string display_name) -> object::Policy;
/// One setting of each data type.
[[nodiscard]] auto full_policy() -> object::Policy;
[[nodiscard]] auto to_group(std::string_view id, bool exclude = false) -> object::Assignment;

/// These end the clause when the tenant does not answer.
[[nodiscard]] auto created(plan::Tenant& tenant, const object::Object& object) -> object::Live;
[[nodiscard]] auto policy(plan::Tenant& tenant, const std::string& id) -> object::Live;
[[nodiscard]] auto listed(plan::Tenant& tenant) -> std::vector<object::Live>;
[[nodiscard]] auto filters(plan::Tenant& tenant) -> std::vector<object::Live>;
[[nodiscard]] auto groups_named(plan::Tenant& tenant, std::string name) -> std::vector<object::Live>;
/// With every mask revealed.
[[nodiscard]] auto revealed(plan::Tenant& tenant, object::Live live) -> object::Live;
[[nodiscard]] auto count_named(plan::Tenant& tenant, std::string_view display_name) -> std::size_t;
[[nodiscard]] auto holds(const std::vector<object::Live>& list, const std::string& id) -> bool;
auto check_kind(const plan::WriteAnswer& answer, base::ErrorKind kind) -> void;

[[nodiscard]] auto as_policy(const object::Live& live) -> const object::Policy&;
/// Paths that differ, for a message.
[[nodiscard]] auto paths(const object::Object& before, const object::Object& after) -> std::vector<std::string>;

auto object_clauses() -> std::vector<Clause>;
auto reading_clauses() -> std::vector<Clause>;
auto catalog_clauses() -> std::vector<Clause>;
auto fault_clauses() -> std::vector<Clause>;

}  // namespace pinwright::contract
