#pragma once

#include <cstdint>
#include <string_view>

#include "csp/admx.hpp"
#include "csp/pool.hpp"

/// ADMX policies in a packed catalogue. A policy is a list: edition, name, bits, then a list for each element: id,
/// bits, min, max and maxLength of two words each, valuePrefix, items. Items are a list of name and value in turn.
/// Texts and lists are the pool's, so what policies share is there once.
namespace pinwright::csp {

namespace admx_bits {
inline constexpr std::uint32_t kEnum = 0xFF;  ///< AdmxClass or AdmxKind
inline constexpr std::uint32_t kEnabledValue = 1U << 8U, kDisabledValue = 1U << 9U;
inline constexpr std::uint32_t kRequired = 1U << 8U, kAdditive = 1U << 9U, kExplicitValue = 1U << 10U;
inline constexpr std::uint32_t kMin = 1U << 11U, kMax = 1U << 12U, kMaxLength = 1U << 13U, kValuePrefix = 1U << 14U;
inline constexpr std::uint32_t kNoValue = 0xFFFFFFFF;  ///< of an item
}  // namespace admx_bits

[[nodiscard]] auto pack_admx(const AdmxPolicyFacts& policy, std::string_view edition, Pool& pool) -> std::uint32_t;

}  // namespace pinwright::csp
