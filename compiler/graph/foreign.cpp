#include "graph/foreign.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

#include "base/text.hpp"
#include "csp/catalog.hpp"
#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "graph/url.hpp"
#include "object/codec/catalog_place.hpp"
#include "object/codec/custom.hpp"

namespace pinwright::graph {

using nlohmann::json;
using object::ForeignPolicy;
using object::PolicyKind;
using plan::ForeignPolicies;

namespace {

auto collection_of(PolicyKind kind) -> std::string_view {
  if (kind == PolicyKind::Enrolment) return "/deviceManagement/deviceEnrollmentConfigurations";
  if (kind == PolicyKind::Intent) return "/deviceManagement/intents";
  if (kind == PolicyKind::AdministrativeTemplates) return "/deviceManagement/groupPolicyConfigurations";
  return object::kCustomCodec.collection;
}

auto is_admx_backed(const std::string& node) -> bool {
  const auto key = object::SettingKey::of_oma_uri(node);
  if (key.parsed() == nullptr) return false;
  const auto answer = object::built_in_catalog().find(*key.parsed());
  const auto* found = std::get_if<csp::Found>(&answer);
  return found != nullptr && found->node.is_admx_backed();
}

auto is_of_enrolment(const object::NodeProperty& one) -> bool {
  return object::kEnrolmentType.ends_with("." + one.property->type);
}

}  // namespace

ForeignReads::ForeignReads(const Endpoint& endpoint, const std::set<std::string>& nodes)
    : endpoint_(endpoint),
      wanted_(object::properties_that_set(nodes)),
      wants_admx_(std::any_of(nodes.begin(), nodes.end(), is_admx_backed)) {}

auto ForeignReads::ask(ReadBatch& batch) -> void {
  const bool is_beta = endpoint_.api == model::GraphApi::Beta;
  const bool wants_enrolment = std::any_of(wanted_.begin(), wanted_.end(), is_of_enrolment);
  const bool wants_types = !std::all_of(wanted_.begin(), wanted_.end(), is_of_enrolment);
  if (wants_types) ask_configurations(batch);
  if (wants_types) ask_list(batch, PolicyKind::Intent, "", is_beta);
  if (wants_admx_) ask_list(batch, PolicyKind::AdministrativeTemplates, "?$expand=assignments", is_beta);
  if (wants_enrolment) ask_list(batch, PolicyKind::Enrolment, "?$expand=assignments", true);
}

auto ForeignReads::ask_configurations(ReadBatch& batch) -> void {
  std::vector<std::string> types;
  for (const auto& one : wanted_) {
    const bool is_there = endpoint_.api == model::GraphApi::Beta || one.property->in_v1;
    if (is_of_enrolment(one) || !is_there) continue;
    auto clause = fmt::format("isof('microsoft.graph.{}')", one.property->type);
    if (types.empty() || types.back() != clause) types.push_back(std::move(clause));
  }
  ask_list(batch, PolicyKind::DeviceConfiguration,
           fmt::format("?$expand=assignments&$filter={}", base::joined(types, "%20or%20")), !types.empty());
}

auto ForeignReads::ask_list(ReadBatch& batch, PolicyKind kind, const std::string& query, bool is_there) -> void {
  auto& row = rows_.emplace_back();
  row.kind = kind;
  if (!is_there) {
    row.policies = lacking_in_v1(fmt::format("policies of the kind `{}`", word(kind)));
    return;
  }
  batch.add({Read::Shape::List, std::string(collection_of(kind)) + query, false, Read::Worth::Detail},
            [this, &row](const base::Result<json>& list) {
              if (list.ok()) {
                take_list(row, list.value());
              } else {
                row.policies = list.error();
              }
            });
}

auto ForeignReads::read(PolicyKind kind, const json& entity) -> ForeignPolicy {
  if (kind == PolicyKind::DeviceConfiguration) return typed_policy_from_graph(entity, wanted_);
  if (kind == PolicyKind::Enrolment) return enrolment_from_graph(entity, wanted_);
  return foreign_from_graph(entity, kind);
}

auto ForeignReads::take_list(ForeignPolicies& row, const json& list) -> void {
  std::vector<ForeignPolicy> policies;
  std::set<std::string> ids;  // one that moved to the next page while the list was read is in it twice
  for (const auto& entity : list) {
    const auto id = base::folded(text_at(entity, "id"));
    if (!id.empty() && !ids.insert(id).second) continue;
    // The list of what works at enrolment holds limits and restrictions too.
    if (row.kind == PolicyKind::Enrolment && text_at(entity, "@odata.type") != object::kEnrolmentType) continue;
    if (row.kind == PolicyKind::Intent && member(entity, "isAssigned") == json(false)) continue;
    auto policy = read(row.kind, entity);
    const bool has_settings = row.kind == PolicyKind::DeviceConfiguration || row.kind == PolicyKind::Enrolment;
    if (!has_settings || !policy.settings.empty()) policies.push_back(std::move(policy));
  }
  row.policies = std::move(policies);
}

auto ForeignReads::ask_rest(ReadBatch& batch, ForeignPolicies& row) -> void {
  if (!row.policies.ok()) return;
  for (auto& policy : row.policies.value()) {
    if (policy.assignments.empty() && !policy.unreadable) {
      batch.add(
          {Read::Shape::Parts, fmt::format("{}/{}/assignments", collection_of(row.kind), percent_encoded(policy.id)),
           false, Read::Worth::Detail},
          [this, &row, &policy](const base::Result<json>& list) {
            if (list.ok()) return take_assignments(policy, list.value());
            take_failure(row, policy, list.error());
          });
    }
    if (row.kind == PolicyKind::Intent) ask_intent(batch, row, policy);
  }
}

auto ForeignReads::ask_intent(ReadBatch& batch, ForeignPolicies& row, ForeignPolicy& intent) -> void {
  batch.add({Read::Shape::Parts, fmt::format("{}/{}/settings", collection_of(row.kind), percent_encoded(intent.id)),
             false, Read::Worth::Detail},
            [this, &row, &intent](const base::Result<json>& list) {
              if (!list.ok()) return take_failure(row, intent, list.error());
              auto settings = intent_settings_from_graph(list.value(), wanted_);
              intent.settings = std::move(settings.settings);
              row.untold += settings.untold;
            });
}

auto ForeignReads::take_failure(ForeignPolicies& row, ForeignPolicy& policy, const base::Error& error) -> void {
  if (is_of_the_tenant(error)) {
    failed_.emplace(&row, error);
  } else if (error.kind == base::ErrorKind::NotFound) {
    gone_.insert(&policy);
  } else {
    policy.unreadable = error.message;
  }
}

auto ForeignReads::settle(ForeignPolicies& row) -> void {
  if (const auto failed = failed_.find(&row); failed != failed_.end()) row.policies = failed->second;
  if (!row.policies.ok()) return;
  auto& policies = row.policies.value();
  std::vector<ForeignPolicy> kept;
  for (auto& policy : policies) {
    if (gone_.contains(&policy)) continue;
    // Microsoft Graph names what these set by texts, and nowhere by its node.
    if (row.kind == PolicyKind::AdministrativeTemplates && !policy.assignments.empty()) ++row.untold;
    // What an intent that cannot be read sets, nobody knows.
    if (policy.settings.empty() && policy.unreadable && row.kind == PolicyKind::Intent) ++row.untold;
    if (!policy.settings.empty()) kept.push_back(std::move(policy));
  }
  policies = std::move(kept);
}

auto ForeignReads::complete(Session& session) -> std::vector<ForeignPolicies> {
  ReadBatch batch;
  for (auto& row : rows_) ask_rest(batch, row);
  batch.run(session, endpoint_.base());
  for (auto& row : rows_) settle(row);
  return {std::make_move_iterator(rows_.begin()), std::make_move_iterator(rows_.end())};
}

}  // namespace pinwright::graph
