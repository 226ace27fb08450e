#include "graph/retry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/stopped.hpp"
#include "base/text.hpp"

namespace pinwright::graph {

using std::chrono::milliseconds;
using namespace std::chrono_literals;

namespace {

constexpr milliseconds kFirstWait = 1s;
constexpr milliseconds kLongestWait = 5min;
constexpr std::int64_t kGiveUpSeconds = 900;
constexpr std::size_t kFirstContacts = 4;
constexpr std::size_t kFailures = 8;
constexpr std::size_t kMalformed = 3;

}  // namespace

auto retryable_kind(long status) -> std::optional<RetryableFailure::Kind> {
  if (status == 429 || status == 503 || status == 509) return RetryableFailure::Kind::Throttled;
  if (status == 408 || status == 502 || status == 504) return RetryableFailure::Kind::Gateway;
  const bool is_definite = status < 500 || status == 501 || status == 505 || status == 507;
  if (is_definite) return std::nullopt;
  return RetryableFailure::Kind::Failed;
}

RetryPolicy::RetryPolicy(const World& world)
    : steady_(world.steady ? world.steady : world.clock),
      random_(world.random),
      sleep_(world.sleep),
      stop_(world.stop) {}

auto RetryPolicy::begin() -> void {
  if (!gave_up_) last_progress_ = steady_();
}

auto RetryPolicy::progressed() -> void {
  last_progress_ = steady_();
  gave_up_ = false;
  reached_ = true;
}

auto RetryPolicy::allows(RetryableFailure::Kind kind, std::size_t failures) const -> bool {
  if (kind == RetryableFailure::Kind::NoConnection && !reached_) return failures < kFirstContacts;
  if (kind == RetryableFailure::Kind::Malformed) return failures < kMalformed;
  return kind != RetryableFailure::Kind::Failed || failures < kFailures;
}

auto RetryPolicy::delay(const RetryableFailure& failure, std::size_t failures) -> milliseconds {
  if (failure.asked) return *failure.asked;
  const auto doublings = std::min<std::size_t>(failures == 0 ? 0 : failures - 1, 9);
  const auto whole = std::min(kFirstWait * (std::int64_t{1} << doublings), kLongestWait);
  const auto half = static_cast<std::uint64_t>(whole.count()) / 2;
  return milliseconds(static_cast<std::int64_t>(half + random_() % (half + 1)));
}

auto RetryPolicy::wait(milliseconds delay, const base::Error& last) -> base::Status {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(delay).count();
  const auto end = steady_() + seconds;
  if (seconds > kGiveUpSeconds) {
    gave_up_ = true;
    return base::Error{fmt::format("the answer asks for a wait of {}, and more than 15 minutes are not waited: {}",
                                   base::counted(static_cast<std::size_t>(seconds), "second"), last.message),
                       last.help, base::ErrorKind::Unreachable};
  }
  if (end - last_progress_ > kGiveUpSeconds) {
    gave_up_ = true;
    return base::Error{fmt::format("gave up after 15 minutes without progress: {}", last.message), last.help,
                       base::ErrorKind::Unreachable};
  }
  sleep_(delay, stop_);
  if (stop_.stop_requested()) {
    return base::stopped("while it waited to ask again");
  }
  return base::Done{};
}

}  // namespace pinwright::graph
