#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "object/live.hpp"
#include "plan/tenant.hpp"

/// Objects of a tenant as it answered them.
namespace pinwright::plan {

/// All objects of an answer: policies, filters, groups of the names and ids asked for. An Error when a part of it is
/// missing, unless that says that there is no such group.
[[nodiscard]] auto lives_in(const Answer& answer) -> base::Result<std::vector<object::Live>>;

/// By kind and id, in any case of letters; nullptr: there is none.
[[nodiscard]] auto find_live(const std::vector<object::Live>& lives, object::Kind kind, std::string_view id)
    -> const object::Live*;

/// Was created earlier; of one instant, has the lesser id.
[[nodiscard]] auto is_older(const object::Live& a, const object::Live& b) -> bool;

/// Hexadecimal SHA-256 of what can be told without a read: live_hash without version, time and encrypted values.
[[nodiscard]] auto state_hash(object::Live live) -> std::string;

/// Hexadecimal SHA-256 of the object alone: live_hash without assignments, version and time. Each write of an object
/// with a value that Intune encrypts changes it.
[[nodiscard]] auto content_hash(const object::Live& live) -> std::string;

}  // namespace pinwright::plan
