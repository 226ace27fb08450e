#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/directory.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

/// The one object of its collection.
auto organization(const Request& request, Services& services) -> std::optional<json> {
  Store::Transaction transaction(services.store);
  const auto body = transaction.tenant(request.who.tenant);
  if (!body) return std::nullopt;
  return parse_stored(*body);
}

}  // namespace

auto list_organization(const Request& request, Services& services) -> Reply {
  const auto found = organization(request, services);
  return value_reply(request, services, "organization", found ? json::array({*found}) : json::array());
}

auto get_organization(const Request& request, Services& services) -> Reply {
  const auto found = organization(request, services);
  if (!found || !base::equal_folded(request.keys.front(), request.who.tenant)) {
    return not_found(Area::Directory, request.keys.front());
  }
  return object_reply(request, services, "organization/$entity", *found);
}

}  // namespace pinwright::sandbox
