#include "sandbox/tokens.hpp"

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/jwt.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

auto Tokens::issue(const Identity& identity, std::string_view issuer, std::int64_t now) const -> std::string {
  json claims = {
      {"aud", "https://graph.microsoft.com"},
      {"iss", issuer},
      {"iat", now},
      {"nbf", now},
      {"exp", now + kTokenLifetime},
      {"appid", identity.client},
      {"tid", identity.tenant},
      {"idtyp", identity.delegated ? "user" : "app"},
      {"ver", "1.0"},
      {"uti", new_guid()},
  };
  if (identity.delegated) {
    claims["scp"] = base::joined(identity.permissions, " ");
  } else {
    claims["roles"] = identity.permissions;
  }
  return sign_jwt(to_text(claims), key_);
}

auto Tokens::read(std::string_view token, std::int64_t now) const -> std::variant<Identity, std::string> {
  if (token.empty()) return "Access token is empty.";
  const auto jwt = parse_jwt(token);
  if (!jwt) return "JWT is not well formed.";
  if (!is_signed_by(*jwt, key_)) return "Access token validation failure. Invalid signature.";
  const auto claims = parse_json(jwt->payload);
  if (!claims || !claims->is_object()) return "JWT is not well formed.";
  if (claims->value("exp", std::int64_t{0}) <= now) return "Lifetime validation failed, the token is expired.";
  Identity identity{text_of(*claims, "tid"), text_of(*claims, "appid"), {}, claims->contains("scp")};
  if (identity.delegated) {
    const auto scopes = text_of(*claims, "scp");
    for (const auto scope : base::split(scopes, ' ')) identity.permissions.emplace_back(scope);
  } else {
    for (const auto& role : claims->value("roles", json::array()))
      identity.permissions.push_back(role.get<std::string>());
  }
  return identity;
}

auto all_permissions() -> std::vector<std::string> {
  return {"Application.Read.All",
          "DeviceManagementConfiguration.ReadWrite.All",
          "DeviceManagementManagedDevices.PrivilegedOperations.All",
          "DeviceManagementManagedDevices.Read.All",
          "DeviceManagementRBAC.Read.All",
          "DeviceManagementServiceConfig.Read.All",
          "Directory.Read.All",
          "Group.ReadWrite.All",
          "GroupMember.Read.All",
          "Organization.Read.All"};
}

}  // namespace pinwright::sandbox
