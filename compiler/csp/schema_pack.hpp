#pragma once

#include <cstdint>

#include "csp/pool.hpp"
#include "csp/schema_facts.hpp"

/// Schemas in a packed catalogue. A schema is a list: namespace, number of roots, name and type of each, then a list
/// for each type. A type is a list: bits, its simple type, its content, then name, simple type and bits of each
/// attribute. Content is a list: kind and bits, min, max, then of an element name and type, of a group a list for each
/// part. A simple type is a list: kind and bits, and of a restriction what it restricts, values, pattern, min, max,
/// minLength, maxLength; of a list or union the simple types it is made of.
namespace pinwright::csp {

namespace schema_bits {
inline constexpr std::uint32_t kKind = 0xFF;
inline constexpr std::uint32_t kAnything = 1, kMixed = 2, kAnyAttribute = 4, kText = 8;  ///< of a type
inline constexpr std::uint32_t kRequired = 1;                                            ///< of an attribute
inline constexpr std::uint32_t kQualified = 1U << 8U;                                    ///< of an element
inline constexpr std::uint32_t kMin = 1U << 8U, kMax = 1U << 9U;                         ///< of a restriction
inline constexpr std::uint32_t kNone = 0xFFFFFFFF;  ///< no length, no end of a repetition
}  // namespace schema_bits

[[nodiscard]] auto pack_schema(const XmlSchemaFacts& schema, Pool& pool) -> std::uint32_t;

}  // namespace pinwright::csp
