#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "base/result.hpp"
#include "graph/connect.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph {

/// One failure that may pass.
struct RetryableFailure {
  enum class Kind : std::uint8_t {
    NoConnection,  ///< the request was not sent whole
    Lost,          ///< it was, and no whole answer came
    Throttled,     ///< 429, 503, 509: nothing was done
    Failed,        ///< 500 and its kin, or an answer that is no JSON: it may fail for ever
    Malformed,     ///< a JSON answer without what was asked for: it is not likely to pass
    Gateway,       ///< 408, 502, 504: whatever stands before the service
  } kind = Kind::Lost;
  base::Error error;                               ///< the answer to the caller when it does not pass
  std::optional<std::chrono::milliseconds> asked;  ///< Retry-After
};

[[nodiscard]] constexpr auto is_success(long status) -> bool { return status >= 200 && status < 300; }
/// Why the same request may succeed later; nullopt when asking again would not change the answer.
[[nodiscard]] auto retryable_kind(long status) -> std::optional<RetryableFailure::Kind>;

/// How long one tenant is waited for. A Retry-After is followed, else the wait doubles from one second on, a random
/// half of it left out, so that the tenants of a run do not come back at one moment; it is at most 5 minutes then.
/// After 15 minutes without progress the tenant is given up, and every further call is tried once.
class RetryPolicy {
 public:
  explicit RetryPolicy(const World& world);

  /// A call begins.
  auto begin() -> void;
  /// The service did what was asked, or gave a definite no.
  auto progressed() -> void;
  /// Whether a request that failed `failures` times in a row, the last time in this way, may be tried again. A host
  /// that was never reached, and a failure that is no throttling, are not worth 15 minutes.
  [[nodiscard]] auto allows(RetryableFailure::Kind kind, std::size_t failures) const -> bool;
  /// The wait before the next try.
  [[nodiscard]] auto delay(const RetryableFailure& failure, std::size_t failures) -> std::chrono::milliseconds;
  /// Waits. Interrupted when the run is to stop; Unreachable, at once, when the wait would not end within the 15
  /// minutes: the message names `last`.
  [[nodiscard]] auto wait(std::chrono::milliseconds delay, const base::Error& last) -> base::Status;

 private:
  base::Clock steady_;
  base::Random random_;
  base::Sleep sleep_;
  base::StopToken stop_;
  std::int64_t last_progress_ = 0;
  bool gave_up_ = false;
  bool reached_ = false;
};

}  // namespace pinwright::graph
