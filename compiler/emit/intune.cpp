#include "emit/intune.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "base/json.hpp"
#include "model/workspace.hpp"
#include "object/codec/codec.hpp"
#include "object/to_graph.hpp"

namespace pinwright::emit {

using Json = nlohmann::ordered_json;

namespace {

auto bytes_of(const Json& json) -> std::string { return json.dump(2) + "\n"; }

/// Of `/assign`, which stands where the collection of the policy does.
auto api_of(object::Target target, const std::vector<object::Assignment>& assignments) -> object::GraphApi {
  const auto of_collection = object::codec_of(target).lowest_api({});
  return of_collection == object::GraphApi::Beta ? of_collection : object::graph_api_of(assignments);
}

class IntuneWriter {
 public:
  explicit IntuneWriter(const lower::Deployment& deployment) : deployment_(deployment) {}

  auto run() -> Output {
    Json policies = Json::array();
    for (const auto& policy : deployment_.policies) policies.push_back(write(policy));
    const auto& tenant = *deployment_.tenant;
    const Json entry{{"name", tenant.name.value},
                     {"tenantId", tenant.value.tenant_id.value},
                     {"cloud", model::word(tenant.value.cloud_or_default())},
                     {"policies", std::move(policies)}};
    output_.tenant = tenant.name.value;
    output_.policies = deployment_.policies.size();
    output_.index_entry = entry.dump(2);
    return std::move(output_);
  }

 private:
  auto write(const lower::Policy& policy) -> Json {
    const auto object = lower::to_object(policy);
    const auto stem = deployment_.tenant->name.value + "/" + std::string(policy.name());
    Json entry{{"key", policy.name()},
               {"displayName", object.display_name},
               {"target", object::word(object.target)},
               {"graphApi", object::word(object::graph_api_of(object))}};
    entry["file"] = stem + ".json";
    output_.files.push_back({stem + ".json", bytes_of(object::to_graph(object))});
    note_symbols(object);
    if (policy.manages_assignments) write_assignments(policy, stem, entry);
    return entry;
  }

  auto write_assignments(const lower::Policy& policy, const std::string& stem, Json& entry) -> void {
    const auto assignments = lower::assignments_of(policy);
    entry["assignmentsFile"] = stem + ".assignments.json";
    entry["assignmentsGraphApi"] = object::word(api_of(policy.target, assignments));
    output_.files.push_back({stem + ".assignments.json", bytes_of(object::to_graph(assignments))});
    for (const auto& assignment : assignments) {
      if (assignment.target == object::Assignment::Target::Group) note("group", assignment.group);
      if (assignment.filter) note("filter", assignment.filter->filter);
    }
  }

  auto note_symbols(const object::Policy& policy) -> void {
    for (const auto& setting : policy.settings) {
      for (const auto& secret : setting.secrets) note({"secret", secret, {}, object::symbol("env", secret)});
    }
    if (!policy.scope_tags) return;
    for (const auto& tag : *policy.scope_tags) {
      auto id = object::scope_tag_id(tag.key);
      if (id.front() == '{') note({"scopeTag", tag.key, tag.display_name, std::move(id)});
    }
  }

  auto note(std::string_view kind, const object::Reference& reference) -> void {
    if (!reference.id.empty()) return;
    note({std::string(kind), reference.key, reference.display_name, object::symbol(kind, reference.key)});
  }

  auto note(Unresolved unresolved) -> void {
    if (noted_.insert(unresolved.symbol).second) output_.unresolved.push_back(std::move(unresolved));
  }

  const lower::Deployment& deployment_;
  Output output_;
  std::set<std::string> noted_;  // symbols
};

}  // namespace

auto write_intune(const lower::Deployment& deployment) -> Output { return IntuneWriter(deployment).run(); }

auto policy_body(const lower::Policy& policy) -> std::string {
  return bytes_of(object::to_graph(lower::to_object(policy)));
}

}  // namespace pinwright::emit
