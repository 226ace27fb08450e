#pragma once

#include <string>
#include <vector>

#include "object/live.hpp"
#include "plan/journal/entry.hpp"

namespace pinwright::plan {

/// state_hash of what an Update or Describe of `before` leaves, for a journal whose run ends before it could look: one
/// for a tenant that encrypts text values, and where none is secret one for a tenant that does not. Intune may store a
/// text in another way than it was sent; then none of them fits. `wanted`: `{env.NAME}` in the place of secrets.
[[nodiscard]] auto expected_states(Write write, const object::Live& before, const object::Object& wanted)
    -> std::vector<std::string>;

}  // namespace pinwright::plan
