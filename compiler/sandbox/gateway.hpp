#pragma once

#include "sandbox/context.hpp"
#include "sandbox/tokens.hpp"

namespace pinwright::sandbox {

/// What stands in front of Graph's services: the version, the token, the route, the permission.
class Gateway {
 public:
  Gateway(Services& services, const Tokens& tokens) : services_(services), tokens_(tokens) {}

  /// `url` still has its version segment. `writes_ago`: see Request.
  [[nodiscard]] auto answer(const Call& call, const Url& url, std::size_t writes_ago) -> Reply;
  /// Whose token a call bears, without a look at anything else; empty when it has no good one.
  [[nodiscard]] auto tenant_of(const Call& call) const -> std::string;

 private:
  Services& services_;
  const Tokens& tokens_;
};

/// "v1.0" or "beta"; nullopt: neither.
[[nodiscard]] auto api_named(std::string_view version) -> std::optional<Api>;

}  // namespace pinwright::sandbox
