#include "graph/auth/exchange.hpp"

#include <algorithm>
#include <utility>

#include "base/stopped.hpp"
#include "graph/retry_after.hpp"

namespace pinwright::graph::auth {

namespace {

using std::chrono::milliseconds;

constexpr int kTries = 4;
constexpr milliseconds kLongestWait{60'000};

auto is_worth_repeating(const base::Result<Response>& answer, Peer peer) -> bool {
  if (!answer.ok()) {
    const auto kind = answer.error().kind;
    return kind == base::ErrorKind::Unclear || (kind == base::ErrorKind::Unreachable && peer == Peer::Service);
  }
  const auto status = answer.value().status;
  const bool not_yet = peer == Peer::Metadata && (status == 404 || status == 410);
  return status == 429 || (status >= 500 && status <= 599) || not_yet;
}

/// 1, 2, 4 seconds and up to half as much again, so that the tenants of a run do not come back at one moment.
auto backoff(const SignIn& sign_in, int tries) -> milliseconds {
  const auto base = milliseconds(1000) * (1 << (tries - 1));
  const auto extra = sign_in.world.random() % static_cast<std::uint64_t>(base.count() / 2);
  return base + milliseconds(static_cast<std::int64_t>(extra));
}

auto pause_after(const SignIn& sign_in, const base::Result<Response>& answer, int tries) -> milliseconds {
  if (answer.ok()) {
    const auto& response = answer.value();
    const auto asked = retry_after(response.header("Retry-After"), response.header("Date"), sign_in.world.clock());
    if (asked) return std::min(*asked, kLongestWait);
  }
  return backoff(sign_in, tries);
}

}  // namespace

auto wait(const SignIn& sign_in, milliseconds time) -> base::Status {
  const auto& world = sign_in.world;
  world.sleep(time, world.stop);
  if (!world.stop.stop_requested()) return base::Done{};
  return base::stopped();
}

auto exchange(const SignIn& sign_in, Request request, Peer peer) -> base::Result<Response> {
  request.is_secret = true;
  for (int tries = 1;; ++tries) {
    auto answer = sign_in.transport.send_one(request);
    if (tries == kTries || !is_worth_repeating(answer, peer)) return answer;
    const auto waited = wait(sign_in, pause_after(sign_in, answer, tries));
    if (!waited.ok()) return waited.error();
  }
}

}  // namespace pinwright::graph::auth
