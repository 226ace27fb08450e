#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/intune.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

auto show_scope_tag(const json& stored, const Request&, Services&, const Expanded&) -> json { return stored; }

}  // namespace

const Collection kScopeTags = {Kind::ScopeTag, Area::Intune, "roleScopeTag", "deviceManagement/roleScopeTags", {},
                               show_scope_tag};

auto stored_scope_tag(const json& body, std::string_view id) -> json {
  return {{"id", id},
          {"displayName", text_of(body, "displayName")},
          {"description", text_of(body, "description")},
          {"isBuiltIn", id == "0"}};
}

auto list_scope_tags(const Request& request, Services& services) -> Reply {
  return list(request, services, kScopeTags);
}
auto get_scope_tag(const Request& request, Services& services) -> Reply { return get(request, services, kScopeTags); }

auto create_scope_tag(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return refuse(Area::Intune, 400, "BadRequest", "Unable to read JSON request payload.");
  if (auto flaw = find_flaw(*body, *find_type("roleScopeTag"), request.api, Purpose::Create)) {
    return refuse(Area::Intune, 400, flaw->code, flaw->message);
  }
  json tag;
  {
    Store::Transaction transaction(services.store);
    std::int64_t next = 1;
    for (const auto& row : transaction.list(request.who.tenant, Kind::ScopeTag)) {
      next = std::max(next, base::to_int(row.id).value_or(0) + 1);
    }
    const auto id = std::to_string(next);
    tag = stored_scope_tag(*body, id);
    transaction.insert(request.who.tenant, Kind::ScopeTag, id, to_text(tag));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  }
  return object_reply(request, services, "deviceManagement/roleScopeTags/$entity", tag, 201);
}

}  // namespace pinwright::sandbox
