#include <fmt/format.h>

#include <algorithm>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "check/allowed_value.hpp"
#include "check/catalog_text.hpp"
#include "check/check.hpp"
#include "check/dependency.hpp"
#include "check/setting_place.hpp"
#include "check/tenant_index.hpp"
#include "grammar/oma_uri.hpp"

namespace pinwright::check::checks {

namespace {

using Group = csp::DependencyGroup;

auto node_of(const csp::Catalog& catalog, std::string_view uri) -> csp::Node {
  const auto parsed = grammar::parse_oma_uri(uri);
  const auto* good = std::get_if<grammar::OmaUri>(&parsed);
  if (good == nullptr) return {};
  const auto found = catalog.find(*good);
  const auto* hit = std::get_if<csp::Found>(&found);
  return hit == nullptr ? csp::Node() : hit->node;
}

auto condition(const csp::Dependency& dependency) -> std::string {
  const auto values = base::ticked_all(dependency.values);
  if (values.empty()) return fmt::format("`{}` is {}", dependency.uri, dependency.negated ? "not set" : "set");
  return fmt::format("`{}` is {}{}", dependency.uri, dependency.negated ? "not " : "", base::joined(values, " or "));
}

/// Microsoft, "ClientCertificateInstall CSP": PFXKeyExportable can be `true` only where KeyLocation is 3; with any
/// other the CSP fails. The DDF file says it of every value.
auto is_exportable_key(const lower::Setting& setting) -> bool { return setting.node.name() == "PFXKeyExportable"; }

/// `0` and `false`.
auto is_off(const lower::Setting& setting) -> bool {
  const auto* value = lower::plain_value(setting);
  return value != nullptr && (is_value("0", *value) || is_value("false", *value));
}

/// Whether a device may come to hold what one dependency asks for.
class Prerequisites {
 public:
  explicit Prerequisites(const PolicyContext& context) : context_(context) {}

  /// Set by this policy, or by one that some device may have too; else by default, where this policy does not set it
  /// otherwise.
  [[nodiscard]] auto is_met(const csp::Dependency& dependency, const lower::Setting& dependent) const -> bool {
    const auto uri = dependency_uri(dependency, dependent);
    if (is_set(dependency, uri)) return true;
    return set_here(uri) == nullptr && is_met_by_default(dependency, uri);
  }

  [[nodiscard]] auto set_here(std::string_view uri) const -> const lower::Setting* {
    for (const auto& setting : context_.policy.settings) {
      if (setting.key.canonical() == uri) return &setting;
    }
    return nullptr;
  }

 private:
  /// By this policy, or by one that some device may have too. A policy whose assignments are not in the files may go
  /// anywhere.
  [[nodiscard]] auto is_set(const csp::Dependency& dependency, std::string_view uri) const -> bool {
    auto& index = context_.in.index;
    const auto& found =
        index.matches(uri, fmt::format("{} {}", static_cast<int>(dependency.kind), condition(dependency)),
                      [&](const lower::Setting& setting) { return meets(dependency, setting).value_or(true); });
    if (found.by_policy.empty()) return false;
    if (found.anywhere || !context_.policy.manages_assignments || found.by_policy.count(&context_.policy) != 0)
      return true;
    return found.assigned.first_possible(index.reaches(), context_.policy) != nullptr;
  }

  [[nodiscard]] auto is_met_by_default(const csp::Dependency& dependency, std::string_view uri) const -> bool {
    const auto node = node_of(context_.in.all.catalog, uri);
    // A node that the catalogue does not know cannot be asked for.
    if (!node.valid()) return true;
    const auto standard = node.default_value();
    const bool names_values = dependency.kind == csp::Allowed::Enum || dependency.kind == csp::Allowed::Range;
    if (!standard || !names_values) return dependency.negated;
    return is_named_value(dependency, object::SettingValue(std::string(*standard))) != dependency.negated;
  }

  const PolicyContext& context_;
};

/// Groups that change what is allowed stand for alternatives; of the others, every one must be met.
auto unmet(const std::vector<Group>& groups, const lower::Setting& dependent, const Prerequisites& prerequisites)
    -> const Group* {
  const Group* alternative = nullptr;
  bool is_any_alternative_met = false;
  for (const auto& group : groups) {
    const bool is_met = std::any_of(group.any_of.begin(), group.any_of.end(),
                                    [&](const csp::Dependency& one) { return prerequisites.is_met(one, dependent); });
    if (group.changed_kind == csp::Allowed::Absent) {
      if (!is_met) return &group;
    } else {
      is_any_alternative_met = is_any_alternative_met || is_met;
      if (alternative == nullptr) alternative = &group;
    }
  }
  return is_any_alternative_met ? nullptr : alternative;
}

/// What is off below something that is off: nobody wants to turn that on.
auto is_off_with(const Group& group, const lower::Setting& setting, const Prerequisites& prerequisites) -> bool {
  return is_off(setting) && std::any_of(group.any_of.begin(), group.any_of.end(), [&](const csp::Dependency& one) {
           const auto* other = prerequisites.set_here(dependency_uri(one, setting));
           return other != nullptr && is_off(*other);
         });
}

/// The device does what the value says without it.
auto is_as_without(const Group& group, const lower::Setting& setting, const Prerequisites& prerequisites) -> bool {
  if (is_exportable_key(setting)) return is_off(setting);
  const auto* value = lower::plain_value(setting);
  return (value != nullptr && is_default(setting.node, *value)) || is_off_with(group, setting, prerequisites);
}

auto conditions(const std::vector<Group>& groups, const Group& group) -> std::string {
  std::vector<std::string> all;
  for (const auto& one : groups) {
    const bool is_alternative =
        &one != &group && one.changed_kind != csp::Allowed::Absent && group.changed_kind != csp::Allowed::Absent;
    if (&one != &group && !is_alternative) continue;
    for (const auto& dependency : one.any_of) all.push_back(condition(dependency));
  }
  return base::joined(all, " or ");
}

auto message_for(const lower::Setting& setting, const std::vector<Group>& groups, const Group& group) -> std::string {
  if (is_exportable_key(setting))
    return fmt::format("the device refuses `true` for `{}` unless {}", setting.node.uri(), conditions(groups, group));
  return fmt::format("`{}` has an effect only while {} ({})", setting.node.uri(), conditions(groups, group),
                     edition_of(setting.node));
}

/// "write `1` or `2` for `./Device/…/BackupDirectory`": of a node that this policy sets to something else.
auto repair(const csp::Dependency& dependency, const lower::Setting& other) -> std::string {
  const auto uri = shown_uri(other);
  if (dependency.negated || dependency.values.empty()) return fmt::format("leave `{}` out", uri);
  return fmt::format("write {} for `{}`", base::joined(base::ticked_all(dependency.values), " or "), uri);
}

auto report(const PolicyContext& context, const Prerequisites& prerequisites, const lower::Setting& setting,
            const std::vector<Group>& groups, const Group& group) -> diag::Diagnostic {
  const auto* const suffix = setting.declared == nullptr ? "" : ".omaUri";
  auto found = finding(context.in, diag::Code::MissingDependency, lower::place(setting.uri_origin),
                       lower::path_of(context.policy, setting) + suffix, message_for(setting, groups, group),
                       "set that too, in this policy or in one that goes to the same devices");
  for (const auto& dependency : group.any_of) {
    const auto* other = prerequisites.set_here(dependency_uri(dependency, setting));
    if (other == nullptr) continue;
    found.labels.push_back({lower::place(other->value.text), "set to another value here"});
    found.help =
        repair(dependency, *other) + (is_exportable_key(setting) ? ", or `false` here" : ", or leave this out");
  }
  return found;
}

}  // namespace

auto missing_dependency(const PolicyContext& context, diag::Sink& sink) -> void {
  std::optional<Prerequisites> prerequisites;
  for (const auto& setting : context.policy.settings) {
    if (!setting.node.valid()) continue;
    const auto groups = setting.node.dependencies();
    if (groups.empty()) continue;
    if (!prerequisites) prerequisites.emplace(context);
    const auto* group = unmet(groups, setting, *prerequisites);
    if (group != nullptr && !is_as_without(*group, setting, *prerequisites))
      sink.add(report(context, *prerequisites, setting, groups, *group));
  }
}

}  // namespace pinwright::check::checks
