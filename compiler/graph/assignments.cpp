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

/// Fills in what the answer says; what it does not is an Error.
auto take_assignments(object::Live& live, const base::Result<json>& list) -> std::optional<base::Error> {
  if (!list.ok()) {
    const bool is_gone = list.error().kind == base::ErrorKind::NotFound;
    return is_gone ? std::nullopt : std::optional(list.error());
  }
  const json policy{{"assignments", list.value()}};
  base::JsonErrors errors("the answer");
  const base::JsonReader reader(policy, errors);
  auto assignments = object::assignments_from_graph(reader);
  if (errors.failed()) return errors.error();
  live.assignments = std::move(assignments).value_or(std::vector<object::Assignment>());
  return std::nullopt;
}

auto ask_for(ReadBatch& batch, object::Live& live, std::optional<base::Error>& failure) -> void {
  batch.add({Read::Shape::List, object_path(object::Kind::Policy, live.id) + "/assignments"},
            [&live, &failure](const base::Result<json>& list) {
              if (auto error = take_assignments(live, list)) failure = std::move(error);
            });
}

}  // namespace

auto confirm_assignments(Session& session, const Endpoint& endpoint, plan::Answer& answer) -> void {
  ReadBatch batch;
  std::optional<base::Error> list_failure;
  if (answer.policies.ok()) {
    for (auto& live : answer.policies.value()) {
      if (live.assignments.empty()) ask_for(batch, live, list_failure);
    }
  }
  std::vector<std::optional<base::Error>> failures(answer.policies_by_id.size());
  for (std::size_t i = 0; i < failures.size(); ++i) {
    auto& one = answer.policies_by_id[i];
    if (one.ok() && one.value().assignments.empty()) ask_for(batch, one.value(), failures[i]);
  }
  batch.run(session, endpoint.base());
  if (list_failure) answer.policies = *list_failure;
  for (std::size_t i = 0; i < failures.size(); ++i) {
    if (failures[i]) answer.policies_by_id[i] = *failures[i];
  }
}

}  // namespace pinwright::graph
