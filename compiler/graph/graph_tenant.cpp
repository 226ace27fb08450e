#include "graph/graph_tenant.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "graph/access.hpp"
#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "object/codec/codec.hpp"
#include "object/to_graph.hpp"

namespace pinwright::graph {

namespace {

/// What the opt-in for v1.0 refuses. A filter's collection is not there at all.
auto refusal(const Endpoint& endpoint, const object::Object& object) -> std::optional<base::Error> {
  if (endpoint.api == model::GraphApi::Beta) return std::nullopt;
  const auto& row = row_of(object::kind_of(object));
  if (row.beta_only) return lacking_in_v1(row.what);
  const auto* policy = std::get_if<object::Policy>(&object);
  if (policy != nullptr && object::graph_api_of(*policy) == object::GraphApi::Beta) return lacking_in_v1("scope tags");
  return std::nullopt;
}

auto not_sent(base::Error error) -> plan::WriteAnswer {
  return {plan::Meaning::DidNotHappen, false, std::move(error), {}};
}

/// The object is there, but not what it is: only a read can tell.
auto created_without_answer(const base::Error& why) -> plan::WriteAnswer {
  return {plan::Meaning::ReadBack,
          false,
          {"the answer to a creation cannot be understood: " + why.message, why.help, base::ErrorKind::Unclear},
          {}};
}

}  // namespace

GraphTenant::GraphTenant(std::unique_ptr<Transport> transport, std::unique_ptr<TokenSource> tokens, Endpoint endpoint,
                         const World& world)
    : transport_(std::move(transport)),
      tokens_(std::move(tokens)),
      endpoint_(std::move(endpoint)),
      session_(*transport_, *tokens_, world),
      devices_(session_, endpoint_.host) {}

auto GraphTenant::access() -> base::Result<plan::Access> {
  const auto token = tokens_->token();
  if (!token.ok()) return token.error();
  return access_of(token.value().value);
}

auto GraphTenant::ask(const plan::Question& question) -> plan::Answer {
  return graph::ask(session_, endpoint_, question);
}

auto GraphTenant::await_turn() -> bool {
  const bool waited = session_.write_pacing.wait();
  session_.write_pacing.take(1);
  return waited;
}

auto GraphTenant::create(const object::Object& object) -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, object)) return not_sent(*std::move(refused));
  const auto kind = object::kind_of(object);
  const auto body = object::to_graph(object);
  auto reply = write(session_, {plan::Method::Post, "POST", endpoint_.base() + std::string(row_of(kind).path), &body});
  if (!reply.answer.ok()) return std::move(reply.answer);
  auto live = live_of(kind, parse_json(reply.response.body).value_or(nlohmann::json()));
  if (!live.ok()) return created_without_answer(live.error());
  reply.answer.made = std::move(live).value();
  return std::move(reply.answer);
}

auto GraphTenant::update(const std::string& id, const object::Object& object) -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, object)) return not_sent(*std::move(refused));
  const auto body = object::to_graph_update(object);
  const auto* policy = std::get_if<object::Policy>(&object);
  const auto verb = policy != nullptr ? object::codec_of(policy->target).update_method : "PATCH";
  return send(plan::Method::Patch, verb, object_path(object::kind_of(object), id), &body);
}

auto GraphTenant::describe(object::Kind kind, const std::string& id, const std::string& description)
    -> plan::WriteAnswer {
  const auto& row = row_of(kind);
  if (row.beta_only && endpoint_.api == model::GraphApi::V1) return not_sent(lacking_in_v1(row.what));
  nlohmann::ordered_json body;
  if (!row.type.empty()) body["@odata.type"] = row.type;
  body["description"] = description;
  // The directory knows no empty text.
  if (kind == object::Kind::Group && description.empty()) body["description"] = nullptr;
  return send(plan::Method::Patch, "PATCH", object_path(kind, id), &body);
}

auto GraphTenant::assign(const std::string& policy_id, const std::vector<object::Assignment>& assignments)
    -> plan::WriteAnswer {
  if (endpoint_.api == model::GraphApi::V1 && object::graph_api_of(assignments) == object::GraphApi::Beta) {
    return not_sent(lacking_in_v1("filters of assignments"));
  }
  const auto body = object::to_graph(assignments);
  return send(plan::Method::Action, "POST", object_path(object::Kind::Policy, policy_id) + "/assign", &body);
}

auto GraphTenant::remove(object::Kind kind, const std::string& id) -> plan::WriteAnswer {
  const auto& row = row_of(kind);
  if (row.beta_only && endpoint_.api == model::GraphApi::V1) return not_sent(lacking_in_v1(row.what));
  if (kind == object::Kind::Group) return not_sent({"groups are never deleted", {}, base::ErrorKind::Refused});
  return send(plan::Method::Delete, "DELETE", object_path(kind, id), nullptr);
}

auto GraphTenant::send(plan::Method method, std::string_view verb, const std::string& path,
                       const nlohmann::ordered_json* body) -> plan::WriteAnswer {
  return write(session_, {method, verb, endpoint_.base() + path, body}).answer;
}

}  // namespace pinwright::graph
