#include "graph/assignments.hpp"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "base/json_reader.hpp"
#include "graph/kinds.hpp"
#include "object/codec/assignments_from_graph.hpp"

namespace pinwright::graph {

using nlohmann::json;

namespace {

/// What one policy's assignments could not be learnt for, where it is not that policy's own doing.
auto is_of_the_tenant(const base::Error& error) -> bool {
  return error.kind != base::ErrorKind::Refused && error.kind != base::ErrorKind::NotFound;
}

/// Fills in what the answer says. An answer that cannot be understood makes the policy one that cannot be read.
auto take_assignments(object::Live& live, const base::Result<json>& list) -> std::optional<base::Error> {
  if (!list.ok()) {
    if (is_of_the_tenant(list.error())) return list.error();
    if (list.error().kind == base::ErrorKind::Refused) live.unreadable = list.error().message;
    return std::nullopt;
  }
  const json policy{{"assignments", list.value()}};
  base::JsonErrors errors("the answer");
  const base::JsonReader reader(policy, errors);
  auto assignments = object::assignments_from_graph(reader);
  if (errors.failed()) {
    live.unreadable = errors.error().message;
  } else {
    live.assignments = std::move(assignments).value_or(std::vector<object::Assignment>());
  }
  return std::nullopt;
}

auto ask_for(ReadBatch& batch, object::Live& live, std::optional<base::Error>& failure) -> void {
  // Of what cannot be read anyway nothing is concluded.
  if (!live.assignments.empty() || live.unreadable) return;
  batch.add(
      {Read::Shape::List, object_path(object::Kind::Policy, live.id) + "/assignments", false, Read::Worth::Detail},
      [&live, &failure](const base::Result<json>& list) {
        if (auto error = take_assignments(live, list)) failure = std::move(error);
      });
}

}  // namespace

auto confirm_assignments(Session& session, const Endpoint& endpoint, plan::Answer& answer) -> void {
  ReadBatch batch;
  std::optional<base::Error> list_failure;
  if (answer.policies.ok()) {
    for (auto& live : answer.policies.value()) ask_for(batch, live, list_failure);
  }
  std::vector<std::optional<base::Error>> failures(answer.policies_by_id.size());
  for (std::size_t i = 0; i < failures.size(); ++i) {
    auto& one = answer.policies_by_id[i];
    if (one.ok()) ask_for(batch, one.value(), failures[i]);
  }
  batch.run(session, endpoint.base());
  if (list_failure) answer.policies = *list_failure;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i]) answer.policies_by_id[i] = *failures[i];
  }
}

}  // namespace pinwright::graph
