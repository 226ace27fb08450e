#pragma once

#include "sandbox/store.hpp"
#include "sandbox/strict.hpp"

namespace pinwright::sandbox {

/// One element of the seed's `tenants`.
auto put_tenant(const Place& place, Store::Transaction& transaction) -> void;

}  // namespace pinwright::sandbox
