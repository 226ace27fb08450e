#include "sandbox/resources/approval_state.hpp"

#include <nlohmann/json.hpp>
#include <utility>

#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

auto current_request(json stored) -> json {
  const auto end = parse_instant(text_of(stored, "expirationDateTime"));
  if (is_open(stored) && end && *end <= now()) stored["status"] = "expired";
  return stored;
}

auto is_open(const json& request) -> bool {
  const auto status = text_of(request, "status");
  return status == "needsApproval" || status == "approved";
}

auto identity_set(const Identity& who) -> json {
  const auto* kind = who.delegated ? "user" : "application";
  return {{kind, {{"id", who.client}, {"displayName", nullptr}}}};
}

}  // namespace pinwright::sandbox
