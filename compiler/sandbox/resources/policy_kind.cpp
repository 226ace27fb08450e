#include "sandbox/resources/policy_kind.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <utility>

#include "base/text.hpp"
#include "base/utf8.hpp"
#include "sandbox/guid.hpp"
#include "sandbox/instant.hpp"
#include "sandbox/json_text.hpp"
#include "sandbox/resources/assignments.hpp"
#include "sandbox/typed.hpp"

namespace pinwright::sandbox {

using nlohmann::json;

namespace {

constexpr std::size_t kMaxDescription = 1500;  // code points; what production tools keep to

auto entity_context(const PolicyKind& kind) -> std::string { return fmt::format("{}/$entity", kind.collection.path); }

auto assign_body_flaw(const json& body, const PolicyKind& kind, Api api) -> std::optional<Flaw> {
  if (!body.is_object()) return Flaw{"ModelValidationFailure", "The body must be an object."};
  for (const auto& [key, value] : body.items()) {
    if (key != kind.parameter || !value.is_array()) {
      return Flaw{
          "ModelValidationFailure",
          fmt::format("The parameter '{}' in the request payload is not a valid parameter for the operation 'assign'.",
                      key)};
    }
    for (const auto& assignment : value) {
      if (auto flaw = find_flaw(assignment, *find_type(kind.assignment), api, Purpose::Create)) return flaw;
      if (!assignment.at("target").is_object()) return Flaw{"ModelValidationFailure", "The target field is required."};
    }
  }
  return std::nullopt;
}

auto assignments_reply(const Request& request, Services& services, const PolicyKind& kind, const json& policy)
    -> Reply {
  auto dice = services.variation.next(text_of(policy, "id"));
  return value_reply(request, services,
                     fmt::format("{}('{}')/assignments", kind.collection.path, text_of(policy, "id")),
                     show_assignments(policy, *find_type(kind.assignment), request.api, dice));
}

}  // namespace

auto refuse(const Flaw& flaw) -> Reply { return refuse(Area::Intune, 400, flaw.code, flaw.message); }

auto not_json() -> Reply {
  return refuse(Area::Intune, 400, "BadRequest",
                "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid "
                "JSON format.");
}

auto unknown(std::string_view what, std::string_view id) -> Flaw {
  return {"BadRequest", fmt::format("The {} '{}' does not exist.", what, id)};
}

auto common_flaw(const json& body, std::string_view tenant, Store::Transaction& transaction) -> std::optional<Flaw> {
  if (base::count_code_points(text_of(body, "description")) > kMaxDescription) {
    return Flaw{"BadRequest", "The description is longer than 1500 characters."};
  }
  const auto tags = body.find("roleScopeTagIds");
  if (tags == body.end() || tags->is_null()) return std::nullopt;
  for (const auto& tag : *tags) {
    const auto& id = tag.get_ref<const std::string&>();
    if (!transaction.find(tenant, Kind::ScopeTag, id)) return unknown("scope tag", id);
  }
  return std::nullopt;
}

auto merge_common(const json& body, json& stored, std::string_view base, const Writing& writing)
    -> std::optional<Flaw> {
  if (auto flaw = common_flaw(body, writing.tenant, writing.transaction)) return flaw;
  const auto before = text_of(stored, "@odata.type");
  if (!before.empty() && body.contains("@odata.type") && find_type(before) != find_type(text_of(body, "@odata.type"))) {
    return Flaw{"BadRequest", "The type of a policy cannot be changed."};
  }
  stored.update(stored_form(body, *find_type(base)));
  return std::nullopt;
}

auto blank_policy(std::string_view id) -> json {
  return {{"id", id},
          {"createdDateTime", to_text(now())},
          {"description", nullptr},
          {"roleScopeTagIds", {"0"}},
          {"assignments", json::array()}};
}

auto touch_common(json& stored, const Service& service) -> void {
  if (!service.keeps_version || !stored.contains("version")) stored["version"] = stored.value("version", 0) + 1;
  for (const auto* key : {"displayName", "name", "description"}) {
    const auto found = stored.find(key);
    if (service.trims_texts && found != stored.end() && found->is_string()) {
      *found = base::trimmed(found->get_ref<const std::string&>());
    }
  }
  stored["lastModifiedDateTime"] = to_text(now());
}

auto shown_description(const json& stored, Dice& dice) -> json {
  auto text = text_of(stored, "description");
  if (!text.empty()) return text;
  return dice.flip() ? json(nullptr) : json("");
}

auto with_line_ends(json value, const Service& service) -> json {
  if (!service.windows_line_ends || !value.is_string()) return value;
  std::string text;
  for (const char c : value.get_ref<const std::string&>()) {
    if (c == '\n' && !text.ends_with('\r')) text += '\r';
    text += c;
  }
  return text;
}

auto show_common(const json& stored, const PolicyKind& kind, const Request& request, Services& services,
                 const Expanded& expanded, Dice& dice) -> json {
  const auto* type = find_type(kind.collection.type);
  auto shown = shown_form(stored, *type, request.api);
  shown["description"] = with_line_ends(shown_description(stored, dice), services.service);
  if (shown.contains("isAssigned")) shown["isAssigned"] = !stored.value("assignments", json::array()).empty();
  if (asks_for(expanded, "assignments")) {
    shown["assignments"] = show_assignments(stored, *find_type(kind.assignment), request.api, dice);
  }
  return shown;
}

auto create(const Request& request, Services& services, const PolicyKind& kind) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  const auto& collection = kind.collection;
  if (auto flaw = find_flaw(*body, *find_type(collection.type), request.api, Purpose::Create)) return refuse(*flaw);
  const auto id = kind.id == nullptr ? new_guid() : kind.id(*body, request.who.tenant);
  auto policy = blank_policy(id);
  {
    Store::Transaction transaction(services.store);
    if (auto flaw =
            kind.merge(*body, policy, {request.who.tenant, services.definitions, services.service, transaction}))
      return refuse(*flaw);
    kind.touch(policy, services.service);
    transaction.insert(request.who.tenant, collection.kind, id, to_text(policy));
    if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  }
  services.visibility.created(request.who.tenant, collection.kind, id);
  return object_reply(request, services, entity_context(kind), collection.show(policy, request, services, {}), 201);
}

auto change_policy(const Request& request, Services& services, const PolicyKind& kind, json& stored,
                   const std::function<std::optional<Flaw>(const Writing&)>& change) -> std::optional<Reply> {
  Store::Transaction transaction(services.store);
  const auto row = find_visible(request, services, kind.collection.kind, transaction);
  if (!row) return not_found(Area::Intune, request.keys.front());
  stored = parse_stored(row->body);
  if (auto flaw = change({request.who.tenant, services.definitions, services.service, transaction}))
    return refuse(*flaw);
  kind.touch(stored, services.service);
  transaction.replace(request.who.tenant, kind.collection.kind, row->id, to_text(stored));
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return std::nullopt;
}

auto update(const Request& request, Services& services, const PolicyKind& kind) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  const auto& collection = kind.collection;
  if (auto flaw = find_flaw(*body, *find_type(collection.type), request.api, Purpose::Update)) return refuse(*flaw);
  json policy;
  auto refused = change_policy(request, services, kind, policy,
                               [&](const Writing& writing) { return kind.merge(*body, policy, writing); });
  if (refused) return *std::move(refused);
  return object_reply(request, services, entity_context(kind), collection.show(policy, request, services, {}));
}

auto erase(const Request& request, Services& services, const PolicyKind& kind) -> Reply {
  Store::Transaction transaction(services.store);
  const auto row = find_visible(request, services, kind.collection.kind, transaction);
  if (!row) return not_found(Area::Intune, request.keys.front());
  transaction.erase(request.who.tenant, kind.collection.kind, row->id);
  if (auto done = transaction.commit(); !done) return store_failed(Area::Intune, done.error());
  return no_content();
}

auto assign(const Request& request, Services& services, const PolicyKind& kind) -> Reply {
  const auto body = parse_json(request.call.body);
  if (!body) return not_json();
  if (auto flaw = assign_body_flaw(*body, kind, request.api)) return refuse(*flaw);
  const auto wanted = body->value(std::string(kind.parameter), json::array());
  json policy;
  auto refused = change_policy(request, services, kind, policy, [&](const Writing& writing) {
    auto flaw = assignments_flaw(wanted, request.who.tenant, writing.transaction);
    if (!flaw) policy["assignments"] = stored_assignments(wanted, text_of(policy, "id"));
    return flaw;
  });
  if (refused) return *std::move(refused);
  return kind.assign_answers ? assignments_reply(request, services, kind, policy) : no_content();
}

auto list_assignments(const Request& request, Services& services, const PolicyKind& kind) -> Reply {
  const auto row = find_as_of(request, services, kind.collection.kind);
  if (!row) return not_found(Area::Intune, request.keys.front());
  return assignments_reply(request, services, kind, parse_stored(row->body));
}

}  // namespace pinwright::sandbox
