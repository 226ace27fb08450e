#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace pinwright::graph {

/// Seconds since the epoch of an HTTP date in any of the three forms of RFC 9110, section 5.6.7.
[[nodiscard]] auto parse_http_date(std::string_view text) -> std::optional<std::int64_t>;

/// What a Retry-After header asks for: seconds, fractions of seconds ("2.128", as Graph writes them), or a date, which
/// is judged against the answer's own Date header, so that a wrong clock of ours does no harm, and against `now` where
/// there is none. Nullopt: nothing that can be understood, or no time at all.
[[nodiscard]] auto retry_after(std::string_view value, std::string_view date, std::int64_t now)
    -> std::optional<std::chrono::milliseconds>;

}  // namespace pinwright::graph
