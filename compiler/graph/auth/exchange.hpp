#pragma once

#include <cstdint>

#include "graph/auth/sign_in.hpp"

namespace pinwright::graph::auth {

enum class Peer : std::uint8_t {
  Service,   ///< somewhere on the network
  Metadata,  ///< of this machine: when nobody takes the connection there is none, and 404 and 410 mean "not yet"
};

/// Sends a request that asks for a token, marked as secret, and again a few times after 429, 5xx, a lost answer or a
/// failed connection: asking twice does no harm. Any other answer is returned as it is, and so is the last one.
[[nodiscard]] auto exchange(const SignIn& sign_in, Request request, Peer peer) -> base::Result<Response>;

/// Waits; an Error of kind Interrupted when the run is to stop.
[[nodiscard]] auto wait(const SignIn& sign_in, std::chrono::milliseconds time) -> base::Status;

}  // namespace pinwright::graph::auth
