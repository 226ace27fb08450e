#include "fake/foreign.hpp"

#include <array>
#include <utility>

#include "base/text.hpp"
#include "fake/calls.hpp"
#include "object/foreign_from_graph.hpp"

namespace pinwright::fake {

namespace {

using object::ForeignPolicy;
using object::PolicyKind;

struct Row {
  std::string_view collection;
  PolicyKind kind;
};
constexpr std::array<Row, 4> kRows{{
    {"deviceConfigurations", PolicyKind::DeviceConfiguration},
    {"intents", PolicyKind::Intent},
    {"groupPolicyConfigurations", PolicyKind::AdministrativeTemplates},
    {"deviceEnrollmentConfigurations", PolicyKind::Enrolment},
}};

auto read(PolicyKind kind, const Json& entity, const std::vector<object::NodeProperty>& wanted,
          plan::ForeignPolicies& row) -> ForeignPolicy {
  if (kind == PolicyKind::DeviceConfiguration) return typed_policy_from_graph(entity, wanted);
  if (kind == PolicyKind::Enrolment) return enrolment_from_graph(entity, wanted);
  auto policy = foreign_from_graph(entity, kind);
  if (kind == PolicyKind::AdministrativeTemplates && !policy.assignments.empty()) ++row.untold;
  if (kind != PolicyKind::Intent || !entity.contains("settings")) return policy;
  auto settings = intent_settings_from_graph(entity["settings"], wanted);
  policy.settings = std::move(settings.settings);
  row.untold += settings.untold;
  return policy;
}

auto answer_kind(Store& store, const Row& row, const std::vector<object::NodeProperty>& wanted, plan::Answer& answer)
    -> void {
  const auto stored = store.foreign.find(row.collection);
  const std::string name(row.collection);
  if (stored == store.foreign.end() && !store.knobs.forbidden.contains(name)) return;
  auto& out = answer.foreign.emplace_back();
  out.kind = row.kind;
  using Policies = base::Result<std::vector<ForeignPolicy>>;
  out.policies = read_part(store, name, "", [&](FaultAction) -> Policies {
    std::vector<ForeignPolicy> policies;
    for (const auto& entity : stored->second) {
      auto policy = read(row.kind, entity, wanted, out);
      if (!policy.settings.empty()) policies.push_back(std::move(policy));
    }
    return policies;
  });
}

}  // namespace

auto answer_foreign(Store& store, const plan::Question& question, plan::Answer& answer) -> void {
  for (const auto& [id, entity] : store.table(object::Kind::Policy)) {
    if (const auto kind = object::template_kind(entity)) answer.kinds.emplace(base::folded(id), *kind);
  }
  if (question.nodes.empty()) return;
  const auto wanted = object::properties_that_set(question.nodes);
  for (const auto& row : kRows) answer_kind(store, row, wanted, answer);
}

}  // namespace pinwright::fake
