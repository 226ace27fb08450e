#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/result.hpp"
#include "graph/connect.hpp"
#include "graph/transport.hpp"

namespace pinwright::graph {

struct AccessToken {
  std::string value;
  std::int64_t expires_at = 0;  ///< seconds since the epoch
};

class TokenSource {
 public:
  virtual ~TokenSource() = default;
  /// A token that is good for at least two more minutes; kept in memory and renewed before it expires.
  [[nodiscard]] virtual auto token() -> base::Result<AccessToken> = 0;
  /// The service said that the token is no good: the next call asks anew.
  virtual auto forget() -> void = 0;
};

[[nodiscard]] auto make_token_source(const ConnectOptions& options, const World& world, Transport& transport)
    -> std::unique_ptr<TokenSource>;

}  // namespace pinwright::graph
