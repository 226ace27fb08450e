#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_set>
#include <utility>
#include <variant>

#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/variable_uses.hpp"
#include "csp/settings_catalog.hpp"
#include "grammar/oma_uri.hpp"
#include "model/select.hpp"

namespace pinwright::check::checks {

namespace {

struct Uses {
  std::unordered_set<std::string_view> groups, filters, setting_sets;

  auto add(const std::vector<model::Target>& targets) -> void {
    for (const auto& target : targets) {
      if (target.kind == model::Target::Kind::Group) groups.insert(target.group.value);
      if (target.filter) filters.insert(target.filter->value);
    }
  }

  auto add(const std::optional<model::Assignments>& assignments) -> void {
    if (!assignments) return;
    add(assignments->include);
    add(assignments->exclude);
  }

  auto add(const model::Policy& policy) -> void {
    for (const auto& set : policy.setting_sets) setting_sets.insert(set.value);
    add(policy.assignments);
    for (const auto& exception : policy.overrides) add(exception.assignments);
  }
};

auto report(source::Span span, std::string path, std::string message, std::string help, diag::Sink& sink) -> void {
  auto finding = diag::make(diag::Code::UnusedDefinition, span, std::move(message), std::move(help));
  finding.path = std::move(path);
  sink.add(std::move(finding));
}

struct Kind {
  std::string_view section, word, user, help;
};
constexpr Kind kGroup{"groups", "group", "assignment", "name it in a policy's `assignments`, or remove it"};
constexpr Kind kFilter{"filters", "filter", "assignment", "name it in a policy's `assignments`, or remove it"};
constexpr Kind kSet{"settingSets", "setting set", "policy", "name it in a policy's `settingSets`, or remove it"};

template <class T>
auto report_unused(const model::Index<T>& definitions, const std::unordered_set<std::string_view>& used,
                   const Kind& kind, diag::Sink& sink) -> void {
  for (const auto& definition : definitions.all()) {
    const auto& name = definition.name;
    if (definition.broken || used.count(name.value) != 0) continue;
    report(name.span, fmt::format("{}.{}", kind.section, name.value),
           fmt::format("no {} names the {} `{}`", kind.user, kind.word, name.value), std::string(kind.help), sink);
  }
}

/// An override whose tenants exist but never get the policy. A selector that matches nobody is `selector-empty`.
auto is_idle(const model::Policy& policy, const model::Override& exception, const model::Index<model::Tenant>& tenants)
    -> bool {
  bool matches = false;
  const auto gets_it = [&](const auto& tenant) {
    matches = true;
    return model::selects(policy.tenants, tenant);
  };
  return !model::any_taken(exception.tenants, tenants, gets_it) && matches;
}

auto report_idle_overrides(const model::Workspace& workspace, const model::Named<model::Policy>& policy,
                           diag::Sink& sink) -> void {
  if (policy.value.overrides.empty()) return;
  if (!model::any_taken(policy.value.tenants, workspace.tenants, [](const auto&) { return true; })) return;
  for (std::size_t i = 0; i < policy.value.overrides.size(); ++i) {
    const auto& exception = policy.value.overrides[i];
    if (!is_idle(policy.value, exception, workspace.tenants)) continue;
    report(exception.tenants.span, fmt::format("policies.{}.overrides[{}]", policy.name.value, i),
           fmt::format("the override matches no tenant that gets the policy `{}`", policy.name.value),
           "select a tenant of the policy's `tenants`, or remove the override", sink);
  }
}

/// A variable is said to be unused once, where it is defined first: a thousand tenants may define it.
class UnusedVariables {
 public:
  UnusedVariables(const VariableUses& uses, diag::Sink& sink) : uses_(uses), sink_(sink) {}

  auto check(const model::Map<model::Variable>& variables, const std::string& path) -> void {
    for (const auto& variable : variables) {
      const auto& name = variable.name;
      if (variable.broken || uses_.contains(name.value) || !said_.insert(name.value).second) continue;
      report(name.span, fmt::format("{}.vars.{}", path, name.value),
             fmt::format("no text names the variable `{}`", name.value),
             fmt::format("write `{{vars.{}}}` where it is meant, or remove it", name.value), sink_);
    }
  }

 private:
  const VariableUses& uses_;
  diag::Sink& sink_;
  std::unordered_set<std::string_view> said_;
};

/// A name that is misspelled where it is used has a finding of its own, and what it means is not unused.
auto names_what_is_defined(const model::Workspace& workspace, const VariableUses& uses) -> bool {
  std::unordered_set<std::string_view> defined;
  const auto add = [&](const model::Map<model::Variable>& variables) {
    for (const auto& variable : variables) defined.insert(variable.name.value);
  };
  add(workspace.tenant_defaults.vars);
  for (const auto& tenant : workspace.tenants.all()) add(tenant.value.vars);
  return std::all_of(uses.names().begin(), uses.names().end(), [&](auto name) { return defined.contains(name); });
}

auto report_unused_variables(const model::Workspace& workspace, diag::Sink& sink) -> void {
  const VariableUses uses(workspace);
  if (!uses.is_complete() || !names_what_is_defined(workspace, uses)) return;
  UnusedVariables unused(uses, sink);
  unused.check(workspace.tenant_defaults.vars, "tenantDefaults");
  for (const auto& tenant : workspace.tenants.all()) unused.check(tenant.value.vars, "tenants." + tenant.name.value);
}

/// The catalogue knows the node, and only the declaration the definition of it.
auto adds_definition(const csp::Catalog& catalog, const model::DeclaredNode& declared, const csp::Found& found)
    -> bool {
  const auto definition = catalog.definition_of(found.node);
  return declared.definition_id && definition && definition->is_declared;
}

/// A node is declared for as long as the catalogue does not know it.
auto report_known_nodes(const WorkspaceContext& context, diag::Sink& sink) -> void {
  const auto& nodes = context.workspace.nodes;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const auto& declared = nodes[i].oma_uri;
    const auto parsed = grammar::parse_oma_uri(declared.value);
    const auto* uri = std::get_if<grammar::OmaUri>(&parsed);
    if (uri == nullptr) continue;
    const auto answer = context.catalog.find(*uri);
    const auto* found = std::get_if<csp::Found>(&answer);
    if (found == nullptr || found->node.edition().empty() || adds_definition(context.catalog, nodes[i], *found))
      continue;
    report(declared.span, fmt::format("nodes[{}]", i),
           fmt::format("the catalogue knows the node `{}` ({})", found->node.uri(), edition_of(found->node)),
           "remove the declaration: the catalogue's facts are used", sink);
  }
}

}  // namespace

auto unused_definition(const WorkspaceContext& context, diag::Sink& sink) -> void {
  const auto& workspace = context.workspace;
  Uses uses;
  for (const auto& policy : workspace.policies.all()) {
    uses.add(policy.value);
    if (!policy.broken) report_idle_overrides(workspace, policy, sink);
  }
  report_unused(workspace.groups, uses.groups, kGroup, sink);
  report_unused(workspace.filters, uses.filters, kFilter, sink);
  report_unused(workspace.setting_sets, uses.setting_sets, kSet, sink);
  report_unused_variables(workspace, sink);
  report_known_nodes(context, sink);
}

}  // namespace pinwright::check::checks
