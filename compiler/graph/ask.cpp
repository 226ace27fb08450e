#include "graph/ask.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "csp/definition_answer.hpp"
#include "graph/directory.hpp"
#include "graph/foreign.hpp"
#include "graph/json.hpp"
#include "graph/kinds.hpp"
#include "graph/policy_parts.hpp"
#include "graph/url.hpp"
#include "object/codec/codec.hpp"
#include "object/foreign_from_graph.hpp"
#include "object/from_graph.hpp"
#include "object/marker.hpp"

namespace pinwright::graph {

using nlohmann::json;
using object::Kind;
using object::Live;
using Shape = Read::Shape;
using Worth = Read::Worth;

namespace {

/// The object, as far as it can be read.
auto seen(Kind kind, const json& entity, const csp::Catalog* catalog) -> Live {
  auto live = row_of(kind).from_graph(entity, catalog);
  return live.ok() ? std::move(live).value() : object::opaque_from_graph(kind, entity, live.error(), catalog);
}

/// Lists hold policies of other types, and for other platforms, too. One that carries a marker, or that does not say
/// what it is, may be ours.
auto is_of_another_type(const json& entity) -> bool {
  if (object::is_policy(entity)) return false;
  if (text_at(entity, "@odata.type").empty() && object::codec_for(entity) == nullptr) return false;
  return !object::split_description(text_at(entity, "description")).marker;
}

/// An object that moved to the next page while the list was read is in it twice: the later one counts.
auto lives_of(Kind kind, const json& list, const csp::Catalog* catalog) -> std::vector<Live> {
  std::vector<Live> lives;
  std::unordered_map<std::string, std::size_t> places;
  for (const auto& entity : list) {
    if (kind == Kind::Policy && is_of_another_type(entity)) continue;
    auto live = seen(kind, entity, catalog);
    const auto [place, is_new] = places.emplace(base::folded(live.id), lives.size());
    if (is_new || live.id.empty()) {
      lives.push_back(std::move(live));
    } else {
      lives[place->second] = std::move(live);
    }
  }
  return lives;
}

using Kinds = std::map<std::string, object::PolicyKind>;

auto add_kinds(const json& list, Kinds& kinds) -> void {
  for (const auto& entity : list) {
    if (const auto kind = object::template_kind(entity)) kinds.emplace(base::folded(text_at(entity, "id")), *kind);
  }
}

auto put_list(Kind kind, const base::Result<json>& list, base::Result<std::vector<Live>>& out,
              const csp::Catalog* catalog = nullptr) -> void {
  out = list.ok() ? base::Result(lives_of(kind, list.value(), catalog)) : base::Result<std::vector<Live>>(list.error());
}

auto list_of(Kind kind, base::Result<std::vector<Live>>& out) -> ReadBatch::Take {
  return [kind, &out](const base::Result<json>& list) { put_list(kind, list, out); };
}

auto one_of(Kind kind, base::Result<Live>& out, const csp::Catalog* catalog = nullptr) -> ReadBatch::Take {
  return [kind, &out, catalog](const base::Result<json>& entity) {
    if (!entity.ok()) {
      out = entity.error();
    } else if (kind == Kind::Policy && is_of_another_type(entity.value())) {
      out = live_of(kind, entity.value(), catalog);
    } else {
      out = seen(kind, entity.value(), catalog);
    }
  };
}

/// The policies of each target, in the order of the targets.
using PolicyLists = std::vector<base::Result<std::vector<Live>>>;

auto is_there(const Endpoint& endpoint, object::Target target) -> bool {
  return endpoint.api == model::GraphApi::Beta || !row_of(Kind::Policy, target).beta_only;
}

auto ask_policy_lists(ReadBatch& batch, const Endpoint& endpoint, PolicyLists& lists, Kinds& kinds) -> void {
  lists.assign(object::codecs().size(), std::vector<Live>{});
  for (const auto& codec : object::codecs()) {
    if (!is_there(endpoint, codec.target)) continue;
    // With their settings they are too long for a batch.
    const bool is_long = codec.settings_path.empty();
    batch.add({Shape::List, fmt::format("{}?{}", codec.collection, codec.list_query), is_long},
              [&kinds, &out = lists.at(static_cast<std::size_t>(codec.target)),
               catalog = endpoint.catalog](const base::Result<json>& list) {
                if (list.ok()) add_kinds(list.value(), kinds);
                put_list(Kind::Policy, list, out, catalog);
              });
  }
}

/// Whether the others count without a list that was not told.
auto may_lack(object::Target target, const base::Error& error, const std::set<object::Target>& needed) -> bool {
  return target != object::Target::Custom && !needed.contains(target) && error.kind == base::ErrorKind::Refused;
}

/// One list of all. The first failure is that of the whole.
auto join(PolicyLists lists, const std::set<object::Target>& needed, plan::Answer& answer) -> void {
  std::vector<Live> all;
  for (std::size_t i = 0; i < lists.size(); ++i) {
    auto& list = lists[i];
    const auto target = static_cast<object::Target>(i);
    if (list.ok()) {
      std::move(list.value().begin(), list.value().end(), std::back_inserter(all));
    } else if (may_lack(target, list.error(), needed)) {
      answer.unlisted.emplace(target, list.error());
    } else {
      answer.policies = list.error();
      return;
    }
  }
  answer.policies = std::move(all);
}

auto ask_single_policies(ReadBatch& batch, const Endpoint& endpoint, const plan::Question& question,
                         plan::Answer& answer) -> void {
  answer.policies_by_id.assign(question.policy_ids.size(), Live{});
  for (std::size_t i = 0; i < question.policy_ids.size(); ++i) {
    const auto& [id, target] = question.policy_ids[i];
    auto& one = answer.policies_by_id[i];
    if (!is_there(endpoint, target)) {
      one = lacking_in_v1(row_of(Kind::Policy, target).what);
      continue;
    }
    const object::Address address{Kind::Policy, id, target};
    batch.add({Shape::Entity, object_path(address) + "?$expand=assignments"},
              one_of(Kind::Policy, one, endpoint.catalog));
    if (!object::codec_of(target).settings_path.empty()) ask_settings(batch, endpoint, address, one);
  }
}

auto ask_filters(ReadBatch& batch, const Endpoint& endpoint, base::Result<std::vector<Live>>& out) -> void {
  const auto& row = row_of(Kind::Filter);
  if (endpoint.api == model::GraphApi::V1) {
    out = lacking_in_v1(row.what);
  } else {
    batch.add({Shape::List, std::string(row.path)}, list_of(Kind::Filter, out));
  }
}

auto ask_single_filters(ReadBatch& batch, const Endpoint& endpoint, const plan::Question& question,
                        plan::Answer& answer) -> void {
  answer.filters_by_id.assign(question.filter_ids.size(), Live{});
  for (std::size_t i = 0; i < question.filter_ids.size(); ++i) {
    auto& one = answer.filters_by_id[i];
    if (endpoint.api == model::GraphApi::V1) {
      one = lacking_in_v1(row_of(Kind::Filter).what);
    } else {
      batch.add({Shape::Entity, object_path({Kind::Filter, question.filter_ids[i]})}, one_of(Kind::Filter, one));
    }
  }
}

/// Graph compares names without regard to letter case; a name here is exact.
auto exactly(const std::string& name, base::Result<std::vector<Live>>& out) -> ReadBatch::Take {
  return [name, &out](const base::Result<json>& list) {
    list_of(Kind::Group, out)(list);
    if (out.ok()) std::erase_if(out.value(), [&](const Live& group) { return display_name_of(group.object) != name; });
  };
}

auto ask_groups(ReadBatch& batch, const plan::Question& question, plan::Answer& answer) -> void {
  const std::string path(row_of(Kind::Group).path);
  answer.groups_by_name.assign(question.group_names.size(), std::vector<Live>{});
  for (std::size_t i = 0; i < question.group_names.size(); ++i) {
    const auto& name = question.group_names[i];
    batch.add({Shape::List, fmt::format("{}?$filter=displayName%20eq%20{}", path, odata_literal(name))},
              exactly(name, answer.groups_by_name[i]));
  }
  if (!question.marked_groups.empty()) {
    const auto start = object::group_marker_start(question.marked_groups);
    batch.add({Shape::List, fmt::format("{}?$filter=startswith(description,{})", path, odata_literal(start))},
              list_of(Kind::Group, answer.marked_groups));
  }
  answer.groups_by_id.assign(question.group_ids.size(), Live{});
  for (std::size_t i = 0; i < question.group_ids.size(); ++i) {
    batch.add({Shape::Entity, object_path({Kind::Group, question.group_ids[i]})},
              one_of(Kind::Group, answer.groups_by_id[i]));
  }
}

auto count_into(base::Result<plan::MemberCount>& out, std::size_t plan::MemberCount::*part) -> ReadBatch::Take {
  return [&out, part](const base::Result<json>& count) {
    if (!out.ok()) return;
    if (!count.ok()) out = count.error();
    if (count.ok()) out.value().*part = count.value().get<std::size_t>();
  };
}

auto ask_counts(ReadBatch& batch, const plan::Question& question, plan::Answer& answer) -> void {
  answer.counts.assign(question.count_groups.size(), plan::MemberCount{});
  for (std::size_t i = 0; i < question.count_groups.size(); ++i) {
    const auto members = object_path({Kind::Group, question.count_groups[i]}) + "/transitiveMembers/microsoft.graph.";
    batch.add({Shape::Count, members + "device/$count", false, Worth::Estimate},
              count_into(answer.counts[i], &plan::MemberCount::devices));
    batch.add({Shape::Count, members + "user/$count", false, Worth::Estimate},
              count_into(answer.counts[i], &plan::MemberCount::users));
  }
}

auto text_into(base::Result<std::string>& out) -> ReadBatch::Take {
  return [&out](const base::Result<json>& answer) {
    const auto& value = answer.ok() ? member(answer.value(), "value") : json();
    if (!answer.ok()) {
      out = answer.error();
    } else if (value.is_string()) {
      out = value.get<std::string>();
    } else {
      out = base::Error{"the plain text of a masked value is no text"};
    }
  };
}

auto ask_plain_texts(ReadBatch& batch, const plan::Question& question, plan::Answer& answer) -> void {
  answer.plain_texts.assign(question.masked.size(), std::string());
  for (std::size_t i = 0; i < question.masked.size(); ++i) {
    const auto& [policy, reference] = question.masked[i];
    if (reference.empty()) {
      answer.plain_texts[i] = lacking_in_v1("references to the plain text of masked values");
      continue;
    }
    batch.add({Shape::Entity,
               fmt::format("{}/getOmaSettingPlainTextValue(secretReferenceValueId={})",
                           object_path({Kind::Policy, policy}), odata_literal(reference)),
               false, Worth::Detail},
              text_into(answer.plain_texts[i]));
  }
}

auto ask_definitions(ReadBatch& batch, const Endpoint& endpoint, const plan::Question& question, plan::Answer& answer)
    -> void {
  answer.definitions.assign(question.definitions.size(), std::vector<csp::DefinitionParent>());
  for (std::size_t i = 0; i < question.definitions.size(); ++i) {
    auto& one = answer.definitions[i];
    if (endpoint.api == model::GraphApi::V1) {
      one = lacking_in_v1("definitions of the settings catalog");
      continue;
    }
    const auto path = "/deviceManagement/configurationSettings/" + percent_encoded(question.definitions[i]);
    batch.add({Shape::Entity, path, false, Worth::Detail}, [&one](const base::Result<json>& definition) {
      if (definition.ok()) {
        one = csp::parents_in_answer(definition.value());
      } else {
        one = definition.error();
      }
    });
  }
}

}  // namespace

auto is_of_the_tenant(const base::Error& error) -> bool {
  return error.kind != base::ErrorKind::Refused && error.kind != base::ErrorKind::NotFound;
}

auto ReadBatch::add(Read read, Take take) -> void {
  reads_.push_back(std::move(read));
  takes_.push_back(std::move(take));
}

auto ReadBatch::run(Session& session, const std::string& base) -> void {
  auto answers = read_all(session, base, reads_);
  for (std::size_t i = 0; i < answers.size(); ++i) takes_[i](std::move(answers[i]));
}

auto ask(Session& session, const Endpoint& endpoint, const plan::Question& question) -> plan::Answer {
  plan::Answer answer;
  PolicyLists lists;
  ReadBatch batch;
  if (question.organization) ask_organization(batch, answer.organization);
  if (question.policies) ask_policy_lists(batch, endpoint, lists, answer.kinds);
  ask_single_policies(batch, endpoint, question, answer);
  if (question.filters) ask_filters(batch, endpoint, answer.filters);
  ask_single_filters(batch, endpoint, question, answer);
  if (question.scope_tags) ask_scope_tags(batch, endpoint, answer.scope_tags);
  ask_groups(batch, question, answer);
  ask_applications(batch, question.applications, answer.applications);
  ask_counts(batch, question, answer);
  ask_plain_texts(batch, question, answer);
  ask_definitions(batch, endpoint, question, answer);
  ForeignReads foreign(endpoint, question.nodes);
  foreign.ask(batch);
  batch.run(session, endpoint.base());
  if (question.policies) join(std::move(lists), question.targets, answer);
  complete_policies(session, endpoint, question.whole, answer);
  answer.foreign = foreign.complete(session);
  ReadBatch consent;
  ask_consent(consent, answer.applications);
  consent.run(session, endpoint.base());
  answer.served_at = session.served_at;
  return answer;
}

}  // namespace pinwright::graph
