#include "sandbox/gateway.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "sandbox/collection.hpp"
#include "sandbox/error.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/resources/approval_gate.hpp"
#include "sandbox/routes.hpp"

namespace pinwright::sandbox {

namespace {

auto bearer(const Call& call) -> std::string_view {
  const auto value = header_of(call.headers, "Authorization");
  constexpr std::string_view kScheme = "Bearer ";
  return base::starts_with_folded(value, kScheme) ? base::trimmed(value.substr(kScheme.size())) : std::string_view{};
}

auto unauthenticated(std::string_view message) -> Reply {
  auto reply = graph_error(401, "InvalidAuthenticationToken", message);
  reply.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"\", authorization_uri=\"\", client_id=\"\"");
  return reply;
}

auto forbidden(const Route& route) -> Reply {
  if (route.area == Area::Directory) {
    return graph_error(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
  }
  std::vector<std::string> scopes;
  for (const auto scope : base::split(route.permissions, ' ')) scopes.emplace_back(scope);
  return intune_forbidden(
      "Application is not authorized to perform this operation. Application must have one of the following scopes: " +
      base::joined(scopes, ", "));
}

auto is_allowed(const Route& route, const Identity& who) -> bool {
  const auto permissions = base::split(route.permissions, ' ');
  return std::any_of(permissions.begin(), permissions.end(), [&](std::string_view one) { return who.may(one); });
}

/// No route fits: Graph names the first segment that leads nowhere.
auto unknown_path(const std::vector<Segment>& path) -> Reply {
  std::string_view segment = path.empty() ? std::string_view{} : std::string_view(path.back().name);
  for (std::size_t size = 1; size <= path.size(); ++size) {
    const bool begins_one = std::any_of(routes().begin(), routes().end(), [&](const Route& route) {
      auto shortened = route;
      auto pieces = base::split(route.pattern, '/');
      if (pieces.size() < size) return false;
      const auto end = pieces[size - 1].data() + pieces[size - 1].size();
      shortened.pattern = route.pattern.substr(0, static_cast<std::size_t>(end - route.pattern.data()));
      std::vector<std::string> keys;
      return fits(shortened, {path.begin(), path.begin() + static_cast<std::ptrdiff_t>(size)}, keys);
    });
    if (begins_one) continue;
    segment = path[size - 1].name;
    break;
  }
  return graph_error(400, "BadRequest", fmt::format("Resource not found for the segment '{}'.", segment));
}

auto handle(const Route& route, const Request& request, Services& services) -> Reply {
  if (auto waits = refuse_unapproved(request, services, route.pattern)) return *std::move(waits);
  auto reply = route.handle(request, services);
  if (reply.status < 300) complete_approval(request, services);
  return reply;
}

}  // namespace

auto api_named(std::string_view version) -> std::optional<Api> {
  if (base::equal_folded(version, "v1.0")) return Api::V1;
  if (base::equal_folded(version, "beta")) return Api::Beta;
  return std::nullopt;
}

auto Gateway::tenant_of(const Call& call) const -> std::string {
  auto read = tokens_.read(bearer(call), now() / kTicksPerSecond);
  auto* identity = std::get_if<Identity>(&read);
  return identity == nullptr ? std::string() : std::move(identity->tenant);
}

auto Gateway::answer(const Call& call, const Url& url, std::size_t writes_ago) -> Reply {
  const auto api = url.segments.empty() ? std::nullopt : api_named(url.segments.front().name);
  if (!api) return graph_error(400, "BadRequest", "Invalid version: the sandbox serves v1.0 and beta.");
  auto read = tokens_.read(bearer(call), now() / kTicksPerSecond);
  if (const auto* reason = std::get_if<std::string>(&read)) return unauthenticated(*reason);
  if (!call.body.empty() && !base::starts_with_folded(header_of(call.headers, "Content-Type"), "application/json")) {
    return graph_error(
        400, "BadRequest",
        "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of "
        "valid JSON format.");
  }
  Request request{call, *api, url, std::get<Identity>(std::move(read)), {}, writes_ago};
  request.url.segments.erase(request.url.segments.begin());
  bool path_is_known = false;
  for (const auto& route : routes()) {
    if ((route.beta_only && *api == Api::V1) || !fits(route, request.url.segments, request.keys)) continue;
    path_is_known = true;
    if (route.method != call.method) continue;
    return is_allowed(route, request.who) ? handle(route, request, services_) : forbidden(route);
  }
  if (!path_is_known) return unknown_path(request.url.segments);
  return graph_error(400, "No method match route template", "No method match route template");
}

}  // namespace pinwright::sandbox
