#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "sandbox/context.hpp"

namespace pinwright::sandbox {

inline constexpr std::int64_t kTokenLifetime = 3599;  ///< seconds

/// Access tokens for Microsoft Graph: signed with a key of the store, so that they outlive a restart.
class Tokens {
 public:
  explicit Tokens(std::string key) : key_(std::move(key)) {}

  [[nodiscard]] auto issue(const Identity& identity, std::string_view issuer, std::int64_t now) const -> std::string;
  /// Whom the token speaks for, or why it is worth nothing, in Graph's words.
  [[nodiscard]] auto read(std::string_view token, std::int64_t now) const -> std::variant<Identity, std::string>;

 private:
  std::string key_;
};

/// Every permission that this project has a use for: what a client without `roles` holds.
[[nodiscard]] auto all_permissions() -> std::vector<std::string>;

}  // namespace pinwright::sandbox
