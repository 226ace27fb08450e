#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "csp/node.hpp"

/// Spellings of the enumerations in catalogue files.
namespace pinwright::csp {

[[nodiscard]] auto format_of(std::string_view text) -> std::optional<Format>;  ///< "chr"
[[nodiscard]] auto name(Allowed allowed) -> std::string_view;                  ///< "Enum"
[[nodiscard]] auto allowed_of(std::string_view text) -> std::optional<Allowed>;
[[nodiscard]] auto name(Naming naming) -> std::string_view;  ///< "UniqueName"
[[nodiscard]] auto naming_of(std::string_view text) -> std::optional<Naming>;
/// "ADGRE", in this order.
[[nodiscard]] auto access_letters(std::uint8_t bits) -> std::string;
[[nodiscard]] auto access_of(std::string_view letters) -> std::optional<std::uint8_t>;

}  // namespace pinwright::csp
