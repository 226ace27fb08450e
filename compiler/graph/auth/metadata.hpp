#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/auth/sign_in.hpp"
#include "graph/auth/token_endpoint.hpp"

/// Managed identities: tokens from a service beside the machine, which takes no credential over the network.
namespace pinwright::graph::auth {

struct MetadataRequest {
  std::string_view service;   ///< for messages
  std::string_view variable;  ///< where the address comes from
  std::string url;            ///< without a query
  Form query;
  Form form;  ///< not empty: a POST of it
  Headers headers;
  std::vector<std::string> secrets;
};

/// Asks for a token, unless the address is one to which no secret should go: see metadata.cpp.
[[nodiscard]] auto ask_metadata(const SignIn& sign_in, const MetadataRequest& request) -> base::Result<AccessToken>;

/// The same with Arc's challenge: it names a file that only those may read who may have the token, and wants its
/// contents.
[[nodiscard]] auto ask_arc(const SignIn& sign_in, MetadataRequest request) -> base::Result<AccessToken>;

}  // namespace pinwright::graph::auth
