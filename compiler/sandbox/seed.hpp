#pragma once

#include <string_view>

#include "base/result.hpp"
#include "sandbox/store.hpp"

namespace pinwright::sandbox {

/// Fills a new store; the caller commits. An empty text seeds nothing. An Error names the JSON pointer of the first
/// mistake.
[[nodiscard]] auto apply_seed(std::string_view text, Store::Transaction& transaction) -> base::Status;

}  // namespace pinwright::sandbox
