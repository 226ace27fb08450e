#include "graph/access.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "graph/json.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

auto unusable(std::string_view what) -> base::Error {
  return {fmt::format("the access token {}", what),
          "check what the sign-in service is: it gave a token that is not Graph's", base::ErrorKind::Unreachable};
}

auto roles_in(const json& claims) -> std::vector<std::string> {
  std::vector<std::string> roles;
  const auto& list = member(claims, "roles");
  if (!list.is_array()) return roles;
  for (const auto& role : list) {
    if (role.is_string()) roles.push_back(role.get<std::string>());
  }
  return roles;
}

}  // namespace

auto access_of(std::string_view token) -> base::Result<plan::Access> {
  const auto parts = base::split(token, '.');
  const auto payload = parts.size() == 3 ? base::base64url_decode(parts[1]) : std::nullopt;
  const auto claims = payload ? parse_json(*payload) : std::nullopt;
  if (!claims || !claims->is_object()) return unusable("is no JWT");
  plan::Access access{text_at(*claims, "tid"), roles_in(*claims), false};
  if (access.tenant_id.empty()) return unusable("names no tenant: it has no claim `tid`");
  const auto scopes = text_at(*claims, "scp");
  access.delegated = !scopes.empty();
  for (const auto scope : base::split(scopes, ' ')) {
    if (!scope.empty()) access.permissions.emplace_back(scope);
  }
  return access;
}

}  // namespace pinwright::graph
