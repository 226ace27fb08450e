#include "sandbox/seed_target.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

auto SeedTarget::put(const Place& place, Kind kind, const std::string& id, const json& body) const -> void {
  if (transaction.find(tenant, kind, id)) {
    place.wrong(fmt::format("the id {} stands twice", base::quoted(id)));
  } else {
    transaction.insert(tenant, kind, id, to_text(body));
  }
}

auto id_of(const Place& place) -> std::string {
  auto id = place.guid("id");
  return id.empty() ? new_guid() : id;
}

auto check_body(const Place& place, json body, std::string_view type, std::initializer_list<std::string_view> own)
    -> bool {
  for (const auto key : own) body.erase(std::string(key));
  const auto flaw = find_flaw(body, *find_type(type), Api::Beta, Purpose::Create);
  if (flaw) place.wrong(flaw->message);
  return !flaw;
}

}  // namespace pinwright::sandbox
