#include "graph/graph_tenant.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "graph/access.hpp"
#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "graph/policy_parts.hpp"
#include "object/codec/codec.hpp"
#include "object/to_graph.hpp"

namespace pinwright::graph {

namespace {

auto row_of(const object::Object& object) -> const KindRow& {
  return graph::row_of(object::kind_of(object), object::target_of(object));
}

auto address_of(const object::Object& object, const std::string& id) -> object::Address {
  return {object::kind_of(object), id, object::target_of(object)};
}

/// What the opt-in for v1.0 refuses. Some collections are not there at all.
auto refusal(const Endpoint& endpoint, const KindRow& row) -> std::optional<base::Error> {
  const bool is_there = endpoint.api == model::GraphApi::Beta || !row.beta_only;
  return is_there ? std::nullopt : std::optional(lacking_in_v1(row.what));
}

auto refusal(const Endpoint& endpoint, const object::Object& object) -> std::optional<base::Error> {
  if (auto refused = refusal(endpoint, row_of(object))) return refused;
  const auto* policy = std::get_if<object::Policy>(&object);
  const bool is_lacking = endpoint.api == model::GraphApi::V1 && policy != nullptr &&
                          object::graph_api_of(*policy) == object::GraphApi::Beta;
  return is_lacking ? std::optional(lacking_in_v1("scope tags")) : std::nullopt;
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
      devices_(session_, endpoint_.host),
      approvals_(session_, endpoint_.host) {}

auto GraphTenant::access() -> base::Result<plan::Access> {
  const auto token = tokens_->token();
  if (!token.ok()) return token.error();
  return access_of(token.value().value);
}

auto GraphTenant::ask(const plan::Question& question) -> plan::Answer {
  return graph::ask(session_, endpoint_, question);
}

auto GraphTenant::await_turn() -> bool { return await_write_turn(session_); }

auto GraphTenant::do_create(const object::Object& object, const plan::Consent& consent) -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, object)) return not_sent(*std::move(refused));
  const auto kind = object::kind_of(object);
  const auto body = object::to_graph(object);
  const auto url = endpoint_.base() + std::string(row_of(object).path);
  auto reply = write(session_, {plan::Method::Post, "POST", url, &body, consent});
  if (!reply.answer.ok()) return std::move(reply.answer);
  auto live = live_of(kind, parse_json(reply.response.body).value_or(nlohmann::json()), endpoint_.catalog);
  if (!live.ok()) return created_without_answer(live.error());
  if (const auto* policy = std::get_if<object::Policy>(&object)) read_settings(live.value(), *policy);
  reply.answer.made = std::move(live).value();
  return std::move(reply.answer);
}

auto GraphTenant::do_update(const std::string& id, const object::Object& object, const plan::Consent& consent)
    -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, object)) return not_sent(*std::move(refused));
  const auto body = object::to_graph_update(object);
  const auto* policy = std::get_if<object::Policy>(&object);
  const auto verb = policy != nullptr ? object::codec_of(policy->target).update_method : "PATCH";
  return send(plan::Method::Patch, verb, object_path(address_of(object, id)), &body, consent);
}

auto GraphTenant::do_describe(const std::string& id, const object::Object& object, const plan::Consent& consent)
    -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, row_of(object))) return not_sent(*std::move(refused));
  const auto body = object::to_graph_names(object);
  return send(plan::Method::Patch, "PATCH", object_path(address_of(object, id)), &body, consent);
}

auto GraphTenant::do_assign(const object::Address& policy, const std::vector<object::Assignment>& assignments,
                            const plan::Consent& consent) -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, row_of(policy.kind, policy.target))) return not_sent(*std::move(refused));
  if (endpoint_.api == model::GraphApi::V1 && object::graph_api_of(assignments) == object::GraphApi::Beta) {
    return not_sent(lacking_in_v1("filters of assignments"));
  }
  const auto body = object::to_graph(assignments);
  return send(plan::Method::Action, "POST", object_path(policy) + "/assign", &body, consent);
}

auto GraphTenant::do_remove(const object::Address& object, const plan::Consent& consent) -> plan::WriteAnswer {
  if (auto refused = refusal(endpoint_, row_of(object.kind, object.target))) return not_sent(*std::move(refused));
  if (object.kind == object::Kind::Group) return not_sent({"groups are never deleted", {}, base::ErrorKind::Refused});
  return send(plan::Method::Delete, "DELETE", object_path(object), nullptr, consent);
}

auto GraphTenant::read_settings(object::Live& made, const object::Policy& sent) -> void {
  if (object::codec_of(sent.target).settings_path.empty()) return;
  made.has_settings = false;
  ReadBatch batch;
  base::Result<object::Live> read = made;
  ask_settings(batch, endpoint_, object::address_of(made), read);
  batch.run(session_, endpoint_.base());
  if (read.ok() && read.value().has_settings) {
    made = std::move(read).value();
  } else {
    std::get<object::Policy>(made.object).settings = sent.settings;
    made.has_settings = true;
  }
}

auto GraphTenant::send(plan::Method method, std::string_view verb, const std::string& path,
                       const nlohmann::ordered_json* body, const plan::Consent& consent) -> plan::WriteAnswer {
  return write(session_, {method, verb, endpoint_.base() + path, body, consent}).answer;
}

}  // namespace pinwright::graph
