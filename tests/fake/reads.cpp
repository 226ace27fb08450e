#include <algorithm>
#include <utility>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "fake/calls.hpp"
#include "fake/catalog.hpp"
#include "fake/dice.hpp"
#include "fake/foreign.hpp"
#include "object/marker.hpp"

namespace pinwright::fake {

namespace {

using object::Kind;
using object::Live;
template <class T>
using Result = base::Result<T>;

/// All that fit, in an order of their own each time.
auto list(Store& store, Kind kind, FaultAction action, const std::function<bool(const Json&)>& fits)
    -> Result<std::vector<Live>> {
  const auto& tables = action == FaultAction::StaleList ? store.before_last_write : store.tables;
  std::vector<Live> found;
  for (const auto& [id, entity] : tables.at(static_cast<std::size_t>(kind))) {
    if (!fits(entity)) continue;
    auto live = live_of(store, kind, entity);
    if (!live.ok()) return live.error();
    found.push_back(std::move(live).value());
  }
  Dice(store.knobs.seed + ++store.reads).shuffle(found);
  return found;
}

auto everything(const Json& /*entity*/) -> bool { return true; }

auto one(Store& store, Kind kind, const std::string& id) -> Result<Live> {
  const auto* entity = store.find(kind, id);
  return entity != nullptr ? live_of(store, kind, *entity) : not_found(word(kind), id);
}

/// Each target has a collection of its own.
auto one_policy(Store& store, const std::string& id, object::Target target) -> Result<Live> {
  const auto* entity = store.find(Kind::Policy, id);
  const bool is_there = entity != nullptr && is_catalog(*entity) == (target == object::Target::SettingsCatalog);
  return is_there ? live_of(store, Kind::Policy, *entity) : not_found("policy", id);
}

/// A list of the settings catalog does not hold them: each policy's are asked for.
auto ask_settings(Store& store, std::vector<Live>& lives, const plan::WholePolicies& whole) -> void {
  for (auto& live : lives) {
    auto& policy = std::get<object::Policy>(live.object);
    if (policy.target == object::Target::Custom) continue;
    const bool is_taken = whole.takes(live) || (whole.assigned && !live.assignments.empty());
    if (is_taken && !whole.knows(live)) {
      const auto read = read_part(store, "settings", live.id, [](FaultAction) { return base::Status(base::Done{}); });
      if (read.ok()) continue;
      live.unreadable = read.error().message;
    }
    policy.settings.clear();
    live.has_settings = false;
  }
}

auto application(const Store& store, const std::string& app_id) -> Result<std::optional<plan::ServicePrincipal>> {
  const auto found = std::find_if(store.principals.begin(), store.principals.end(),
                                  [&](const auto& one) { return base::equal_folded(one.app_id, app_id); });
  if (found == store.principals.end()) return std::optional<plan::ServicePrincipal>();
  return std::optional(*found);
}

auto count(Store& store, const std::string& id) -> Result<plan::MemberCount> {
  if (store.find(Kind::Group, id) == nullptr) return not_found("group", id);
  const auto found = store.members.find(base::folded(id));
  return found == store.members.end() ? plan::MemberCount{} : found->second;
}

/// Base64 comes back with line breaks, as many tools write it.
auto wrapped(const std::string& base64) -> std::string {
  constexpr std::size_t kLine = 4;
  std::string text;
  for (std::size_t at = 0; at < base64.size(); at += kLine) {
    if (at != 0) text += "\r\n";
    text += base64.substr(at, kLine);
  }
  return text;
}

auto plain_text(const Json& setting) -> std::string {
  const auto value = setting["value"].get<std::string>();
  const auto type = setting["@odata.type"].get<std::string>();
  if (type.ends_with("StringXml")) return base::base64_decode(value).value_or("");
  return type.ends_with("Base64") ? wrapped(value) : value;
}

auto reveal(Store& store, const plan::MaskedValue& masked) -> Result<std::string> {
  const auto* policy = store.find(Kind::Policy, masked.policy_id);
  if (policy == nullptr) return not_found("policy", masked.policy_id);
  for (const auto& setting : (*policy)["omaSettings"]) {
    if (setting.value("secretReferenceValueId", "") == masked.reference && !masked.reference.empty()) {
      return plain_text(setting);
    }
  }
  return not_found("value", masked.reference);
}

/// Asks one part for each id, in their order.
template <class T, class Part>
auto each(Store& store, std::string_view operation, const std::vector<std::string>& ids, const Part& part)
    -> std::vector<Result<T>> {
  std::vector<Result<T>> answers;
  for (const auto& id : ids) {
    answers.push_back(
        read_part(store, operation, id, [&](FaultAction action) -> Result<T> { return part(id, action); }));
  }
  return answers;
}

}  // namespace

auto FakeTenant::access() -> Result<plan::Access> {
  return read_part(*store_, "access", "", [&](FaultAction) -> Result<plan::Access> { return store_->access; });
}

auto FakeTenant::ask(const plan::Question& question) -> plan::Answer {
  auto& store = *store_;
  plan::Answer answer;
  if (question.organization) {
    answer.organization = read_part(store, "organization", "",
                                    [&](FaultAction) -> Result<plan::Organization> { return store.organization; });
  }
  if (question.policies) {
    answer.policies = read_part(store, "policies", "",
                                [&](FaultAction action) { return list(store, Kind::Policy, action, everything); });
    if (answer.policies.ok()) ask_settings(store, answer.policies.value(), question.whole);
  }
  if (question.filters) {
    answer.filters = read_part(store, "filters", "",
                               [&](FaultAction action) { return list(store, Kind::Filter, action, everything); });
  }
  if (question.scope_tags) {
    answer.scope_tags = read_part(store, "scope-tags", "",
                                  [&](FaultAction) -> Result<std::vector<plan::ScopeTag>> { return store.scope_tags; });
  }
  answer.groups_by_name = each<std::vector<Live>>(
      store, "groups-by-name", question.group_names, [&](const std::string& name, FaultAction action) {
        return list(store, Kind::Group, action, [&](const Json& group) { return group["displayName"] == name; });
      });
  if (!question.marked_groups.empty()) {
    const auto start = object::group_marker_start(question.marked_groups);
    answer.marked_groups = read_part(store, "marked-groups", "", [&](FaultAction action) {
      return list(store, Kind::Group, action,
                  [&](const Json& group) { return group.value("description", std::string()).starts_with(start); });
    });
  }
  answer.groups_by_id = each<Live>(store, "group", question.group_ids,
                                   [&](const std::string& id, FaultAction) { return one(store, Kind::Group, id); });
  answer.filters_by_id = each<Live>(store, "filter", question.filter_ids,
                                    [&](const std::string& id, FaultAction) { return one(store, Kind::Filter, id); });
  for (const auto& wanted : question.policy_ids) {
    answer.policies_by_id.push_back(read_part(
        store, "policy", wanted.id, [&](FaultAction) { return one_policy(store, wanted.id, wanted.target); }));
  }
  answer.applications = each<std::optional<plan::ServicePrincipal>>(
      store, "application", question.applications,
      [&](const std::string& id, FaultAction) { return application(store, id); });
  answer.counts = each<plan::MemberCount>(store, "count", question.count_groups,
                                          [&](const std::string& id, FaultAction) { return count(store, id); });
  for (const auto& masked : question.masked) {
    answer.plain_texts.push_back(
        read_part(store, "plain-text", masked.reference, [&](FaultAction) { return reveal(store, masked); }));
  }
  answer.definitions = each<std::vector<csp::DefinitionParent>>(
      store, "definition", question.definitions, [&](const std::string& id, FaultAction) -> plan::DefinitionAnswer {
        if (store.knobs.lacks_definitions.contains(id)) return not_found("definition", id);
        const auto parents = store.knobs.definition_parents.find(id);
        return parents == store.knobs.definition_parents.end() ? std::vector<csp::DefinitionParent>() : parents->second;
      });
  answer_foreign(store, question, answer);
  answer.served_at = clock_of(store);
  return answer;
}

}  // namespace pinwright::fake
