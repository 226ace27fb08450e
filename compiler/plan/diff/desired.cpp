#include "plan/diff/desired.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "check/reach.hpp"
#include "object/to_graph.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

/// Where the tenant says what it calls a group or filter, else where the definition does.
struct Place {
  source::Span span;
  std::string path;
};

auto place_of(const TenantSnapshot& snapshot, std::string_view kind, std::string_view key, source::Span definition)
    -> Place {
  const auto* binding = binding_of(snapshot, key);
  if (binding == nullptr || (!binding->display_name && !binding->id)) {
    return {definition, fmt::format("{}.{}.displayName", kind, key)};
  }
  const bool by_id = binding->id.has_value();
  return {by_id ? binding->id->span : binding->display_name->span,
          fmt::format("tenants.{}.groups.{}.{}", snapshot.tenant_name(), key, by_id ? "id" : "displayName")};
}

/// Policies, groups and filters as Desired; names that are looked up, each once.
class DesiredCollector {
 public:
  explicit DesiredCollector(TenantSnapshot& snapshot) : snapshot_(snapshot) {}

  auto run() -> void {
    for (const auto& group : snapshot_.deployment.groups) add_managed(object::Kind::Group, group);
    for (const auto& filter : snapshot_.deployment.filters) add_managed(object::Kind::Filter, filter);
    for (const auto& policy : snapshot_.deployment.policies) add_policy(policy);
    snapshot_.missing_variables = {missing_.begin(), missing_.end()};
    std::set_difference(left_.begin(), left_.end(), missing_.begin(), missing_.end(),
                        std::back_inserter(snapshot_.left_variables));
  }

 private:
  auto add_managed(object::Kind kind, const lower::ManagedObject& managed) -> void {
    const auto* binding = binding_of(snapshot_, managed.key);
    // Bound to an object of the tenant by its id: that one is used and left as it is.
    if (binding != nullptr && binding->id) return;
    Desired desired;
    desired.kind = kind;
    desired.key = managed.key;
    desired.managed = &managed;
    auto name = managed.display_name.text;
    std::optional<std::string> rule, description;
    if (managed.rule) rule = managed.rule->text;
    if (managed.description) description = managed.description->text;
    const std::string_view word = kind == object::Kind::Group ? "groups" : "filters";
    if (kind == object::Kind::Group) {
      desired.object = object::Group{std::move(name), std::move(description), std::move(rule)};
    } else {
      desired.object = object::Filter{std::move(name), std::move(description), rule.value_or("")};
    }
    desired.span = place_of(snapshot_, word, managed.key, managed.display_name.span).span;
    desired.path = fmt::format("{}.{}", word, managed.key);
    made_.emplace(kind, managed.key);
    snapshot_.desired.push_back(std::move(desired));
  }

  auto add_policy(const lower::Policy& policy) -> void {
    const auto& declared = policy.declared->value;
    Desired desired;
    desired.kind = object::Kind::Policy;
    desired.key = policy.name();
    desired.policy = &policy;
    auto object = lower::to_object(policy);
    for (auto& name : missing_variables(object, snapshot_.options.variable)) {
      desired.lacks_variables = true;
      (snapshot_.options.rewrite.takes(desired.key) ? left_ : missing_).insert(std::move(name));
    }
    desired.object = std::move(object);
    desired.assignments = lower::assignments_of(policy);
    desired.manages_assignments = policy.manages_assignments;
    desired.is_protected = declared.protect && declared.protect->value;
    desired.span = policy.declared->name.span;
    desired.path = fmt::format("policies.{}", desired.key);
    if (const auto* adopt = model::find(declared.adopt, snapshot_.tenant_name())) desired.adopt = &adopt->value;
    snapshot_.desired.push_back(std::move(desired));
    look_up_targets(policy);
    look_up_scope_tags(policy);
  }

  auto look_up_targets(const lower::Policy& policy) -> void {
    for (const auto& target : policy.targets) {
      const auto& assignment = target.assignment;
      if (target.group != nullptr) {
        add_lookup(Resolved::Kind::Group, object::Kind::Group, assignment.group,
                   place_of(snapshot_, "groups", assignment.group.key, target.group->value.display_name.span),
                   target.declared->span);
      }
      if (target.filter != nullptr && assignment.filter) {
        const auto& filter = assignment.filter->filter;
        add_lookup(Resolved::Kind::Filter, object::Kind::Filter, filter,
                   place_of(snapshot_, "filters", filter.key, target.filter->value.display_name.span),
                   target.declared->span);
      }
    }
  }

  auto add_lookup(Resolved::Kind kind, object::Kind made_as, const object::Reference& reference, Place place,
                  source::Span used) -> void {
    if (made_.contains({made_as, reference.key}) || !seen_.emplace(kind, reference.key).second) return;
    Lookup lookup;
    lookup.kind = kind;
    lookup.key = reference.key;
    lookup.display_name = reference.display_name;
    lookup.id = reference.id;
    lookup.span = place.span;
    lookup.path = std::move(place.path);
    lookup.used = used;
    snapshot_.lookups.push_back(std::move(lookup));
  }

  auto look_up_scope_tags(const lower::Policy& policy) -> void {
    if (!policy.scope_tags) return;
    for (std::size_t i = 0; i < policy.scope_tags->size(); ++i) {
      const auto& tag = (*policy.scope_tags)[i];
      // The built-in tag has one id everywhere.
      if (object::scope_tag_id(tag.value) == "0" || !seen_.emplace(Resolved::Kind::ScopeTag, tag.value).second)
        continue;
      Lookup lookup;
      lookup.kind = Resolved::Kind::ScopeTag;
      lookup.key = tag.value;
      lookup.display_name = tag.value;
      lookup.span = tag.span;
      lookup.path = fmt::format("policies.{}.scopeTags[{}]", policy.name(), i);
      snapshot_.lookups.push_back(std::move(lookup));
    }
  }

  TenantSnapshot& snapshot_;
  std::set<std::pair<object::Kind, std::string>> made_;
  std::set<std::pair<Resolved::Kind, std::string>> seen_;
  std::set<std::string> missing_;
  std::set<std::string> left_;  // of policies that are left out alone
};

}  // namespace

auto binding_of(const TenantSnapshot& snapshot, std::string_view key) -> const model::Binding* {
  const auto* binding = model::find(snapshot.tenant().groups, key);
  return binding == nullptr || binding->broken || binding->value.none ? nullptr : &binding->value;
}

auto collect_desired(TenantSnapshot& snapshot) -> void { DesiredCollector(snapshot).run(); }

}  // namespace pinwright::plan
