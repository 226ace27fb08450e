#pragma once

#include <optional>
#include <string>

#include "lower/deployment.hpp"

namespace pinwright::check {

/// A text that is equal for two settings of one node exactly when same_value() is true; nullopt where that is.
[[nodiscard]] auto comparable_value(const lower::Setting& setting) -> std::optional<std::string>;

/// Whether two settings of one node give it the same value; nullopt when that cannot be known: a secret, or a value
/// that does not fit its type. White space at the ends of texts and the spelling of XML do not count.
[[nodiscard]] auto same_value(const lower::Setting& a, const lower::Setting& b) -> std::optional<bool>;

/// A short value in back-ticks, for messages; nullopt when it is long or nobody else's business.
[[nodiscard]] auto shown_value(const lower::Setting& setting) -> std::optional<std::string>;

}  // namespace pinwright::check
