#pragma once

#include <deque>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "graph/ask.hpp"
#include "object/foreign_from_graph.hpp"

/// plan::Question::nodes: what policies of the kinds that this program does not write set of some nodes.
namespace pinwright::graph {

/// Two rounds. The first is one list for each kind that may set one of the nodes, and nothing for the others; the
/// second what the lists do not hold: assignments that they do not show, and the settings of assigned intents. What
/// cannot be had of one kind concludes nothing about another.
class ForeignReads {
 public:
  ForeignReads(const Endpoint& endpoint, const std::set<std::string>& nodes);
  ForeignReads(const ForeignReads&) = delete;  // answers are on their way to it
  auto operator=(const ForeignReads&) -> ForeignReads& = delete;

  /// Adds the first round to `batch`.
  auto ask(ReadBatch& batch) -> void;
  /// After `batch` was run: the second round.
  [[nodiscard]] auto complete(Session& session) -> std::vector<plan::ForeignPolicies>;

 private:
  auto ask_configurations(ReadBatch& batch) -> void;
  auto ask_list(ReadBatch& batch, object::PolicyKind kind, const std::string& query, bool is_there) -> void;
  auto take_list(plan::ForeignPolicies& row, const nlohmann::json& list) -> void;
  auto read(object::PolicyKind kind, const nlohmann::json& entity) -> object::ForeignPolicy;
  auto ask_rest(ReadBatch& batch, plan::ForeignPolicies& row) -> void;
  auto ask_intent(ReadBatch& batch, plan::ForeignPolicies& row, object::ForeignPolicy& intent) -> void;
  auto take_failure(plan::ForeignPolicies& row, object::ForeignPolicy& policy, const base::Error& error) -> void;
  auto settle(plan::ForeignPolicies& row) -> void;

  const Endpoint& endpoint_;
  std::vector<object::NodeProperty> wanted_;
  bool wants_admx_ = false;
  std::deque<plan::ForeignPolicies> rows_;  // answers refer to them
  std::map<const plan::ForeignPolicies*, base::Error> failed_;
  std::set<const object::ForeignPolicy*> gone_;
};

}  // namespace pinwright::graph
