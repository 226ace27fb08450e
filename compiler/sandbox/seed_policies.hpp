#pragma once

#include "sandbox/seed_target.hpp"

namespace pinwright::sandbox {

/// The policies of every kind of one element of the seed's `tenants`.
auto put_policies(const Place& tenant, const SeedTarget& target) -> void;

}  // namespace pinwright::sandbox
