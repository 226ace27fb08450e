#pragma once

#include <span>

#include "sandbox/types.hpp"

/// The tables behind `find_type`, one file a part of Graph. Facts of
/// https://github.com/microsoftgraph/msgraph-metadata: v1.0 as of August 2026, beta as of October 2025. Left out are
/// navigation properties that nobody writes, and properties that this emulator never fills.
namespace pinwright::sandbox {

[[nodiscard]] auto catalog_types() -> std::span<const Type>;
[[nodiscard]] auto definition_types() -> std::span<const Type>;
[[nodiscard]] auto policy_types() -> std::span<const Type>;
[[nodiscard]] auto windows_types() -> std::span<const Type>;

}  // namespace pinwright::sandbox
