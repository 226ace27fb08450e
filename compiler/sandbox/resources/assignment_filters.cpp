#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/assignments.hpp"
#include "sandbox/resources/intune.hpp"
#include "sandbox/resources/rule.hpp"
#include "sandbox/validate.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::string_view kType = "deviceAndAppManagementAssignmentFilter";
constexpr std::size_t kMaxFilters = 200;

auto show_filter(const json& stored, const Request&, Services& services, const Expanded&) -> json {
  json shown = stored;
  auto dice = services.variation.next(text_of(stored, "id"));
  if (text_of(stored, "description").empty()) shown["description"] = dice.flip() ? json(nullptr) : json("");
  return shown;
}

auto bad(std::string_view code, std::string_view message) -> Reply { return refuse(Area::Intune, 400, code, message); }

auto not_json() -> Reply { return bad("BadRequest", "Unable to read JSON request payload."); }

auto rule_flaw(const json& body) -> std::optional<Reply> {
  if (!body.contains("rule") || is_filter_rule(text_of(body, "rule"))) return std::nullopt;
  return bad("BadRequest", "The assignment filter rule is not valid.");
}

}  // namespace

const Collection kFilters = {Kind::Filter, Area::Intune, kType, "deviceManagement/assignmentFilters", {}, show_filter};

auto stored_filter(const json& body, std::string_view id) -> json {
  const auto moment = to_text(now());
  json filter = {{"id", id},
                 {"createdDateTime", moment},
                 {"lastModifiedDateTime", moment},
                 {"description", nullptr},
                 {"roleScopeTags", {"0"}},
                 {"assignmentFilterManagementType", "devices"},
                 {"payloads", json::array()}};
  take_properties(body, filter);
  return filter;
}

auto list_filters(const Request& request, Services& services) -> Reply { return list(request, services, kFilters); }
auto get_filter(const Request& request, Services& services) -> Reply { return get(request, services, kFilters); }

auto create_filter(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = find_flaw(*body, *find_type(kType), request.api, Purpose::Create))
    return bad(flaw->code, flaw->message);
  if (auto refused = rule_flaw(*body)) return *std::move(refused);
  if (!body->contains("platform")) return bad("ModelValidationFailure", "The platform field is required.");
  const auto id = new_guid();
  const auto filter = stored_filter(*body, id);
  {
    Store::Transaction transaction(services.store);
    if (transaction.list(request.who.tenant, Kind::Filter).size() >= kMaxFilters) {
      return bad("BadRequest", "A tenant can hold a maximum of 200 assignment filters.");
    }
    transaction.insert(request.who.tenant, Kind::Filter, id, to_text(filter));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  }
  services.visibility.created(request.who.tenant, Kind::Filter, id);
  return object_reply(request, services, "deviceManagement/assignmentFilters/$entity",
                      show_filter(filter, request, services, {}), 201);
}

auto update_filter(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = find_flaw(*body, *find_type(kType), request.api, Purpose::Update))
    return bad(flaw->code, flaw->message);
  if (auto refused = rule_flaw(*body)) return *std::move(refused);
  json filter;
  {
    Store::Transaction transaction(services.store);
    const auto row = find_visible(request, services, Kind::Filter, transaction);
    if (!row) return not_found(Area::Intune, request.keys.front());
    filter = parse_stored(row->body);
    take_properties(*body, filter);
    filter["lastModifiedDateTime"] = to_text(now());
    transaction.replace(request.who.tenant, Kind::Filter, request.keys.front(), to_text(filter));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  }
  return object_reply(request, services, "deviceManagement/assignmentFilters/$entity",
                      show_filter(filter, request, services, {}));
}

auto delete_filter(const Request& request, Services& services) -> Reply {
  Store::Transaction transaction(services.store);
  const auto& id = request.keys.front();
  if (!find_visible(request, services, Kind::Filter, transaction)) return not_found(Area::Intune, id);
  if (uses_filter(request.who.tenant, id, transaction)) {
    return bad("BadRequest", "The assignment filter is used by an assignment and cannot be deleted.");
  }
  transaction.erase(request.who.tenant, Kind::Filter, id);
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return no_content();
}

auto validate_filter(const Request& request, Services& services) -> Reply {
  const auto body = parse_json(request.call.body);
  auto filter = body && body->is_object() ? body->value("deviceAndAppManagementAssignmentFilter", json()) : json();
  if (!filter.is_object() || body->size() != 1) return not_json();
  filter.erase("platform");
  if (auto flaw = find_flaw(filter, *find_type(kType), request.api, Purpose::Update))
    return bad(flaw->code, flaw->message);
  return object_reply(request, services, "microsoft.graph.assignmentFilterValidationResult",
                      {{"isValidRule", is_filter_rule(text_of(filter, "rule"))}});
}

}  // namespace pinwright::sandbox
