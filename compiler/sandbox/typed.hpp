#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "sandbox/types.hpp"

/// JSON between the wire and the store, by the tables of types: an answer is built from what was understood of a body,
/// never from its bytes.
namespace pinwright::sandbox {

/// What the store keeps of a body that `find_flaw` let through: its properties without annotations, values in one
/// spelling, `@odata.type` where it was written.
[[nodiscard]] auto stored_form(const nlohmann::json& body, const Type& expected) -> nlohmann::json;

/// Every property that this version of the API has, with the metadata's default where nothing is stored. Parts and
/// linked objects are left out. `@odata.type` is there where the type could not be told without it.
[[nodiscard]] auto shown_form(const nlohmann::json& stored, const Type& expected, Api api) -> nlohmann::json;

/// `body` without the properties and elements of types that the tables do not have, at any depth: for files that come
/// from a service that knows more.
[[nodiscard]] auto known_form(const nlohmann::json& body, const Type& expected) -> nlohmann::json;

}  // namespace pinwright::sandbox
