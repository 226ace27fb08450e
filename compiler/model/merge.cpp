#include "model/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "model/names.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

auto finding_of_pair(Code code, const Text& second, const Text& first, std::string message, std::string help) -> diag::Diagnostic {
  auto finding = diag::make(code, second.span, std::move(message), std::move(help));
  finding.labels.push_back({first.span, fmt::format("`{}` is defined here", first.value)});
  return finding;
}

/// Definitions of one kind, as they arrive.
template <class T>
class Merger {
 public:
  Merger(std::string_view kind, Index<T>& into, diag::Sink& sink) : kind_(kind), into_(into), sink_(sink) {}

  auto add(Map<T> definitions) -> void {
    for (auto& definition : definitions) add_one(std::move(definition));
  }

 private:
  auto add_one(Named<T> definition) -> void {
    const Text name = definition.name;
    const auto [known, is_new] = folded_.try_emplace(base::folded(name.value), name);
    if (is_new) {
      into_.add(std::move(definition));
    } else if (known->second.value == name.value) {
      sink_.add(finding_of_pair(Code::DuplicateDefinition, name, known->second,
                                fmt::format("the {} `{}` is defined twice", kind_, name.value), "rename one of the two, or remove it"));
    } else {
      sink_.add(finding_of_pair(Code::BadName, name, known->second,
                                fmt::format("`{}` and `{}` differ only in letter case", name.value, known->second.value),
                                "names become file names: choose two that differ in more than case"));
    }
  }

  std::string_view kind_;
  Index<T>& into_;
  diag::Sink& sink_;
  std::unordered_map<std::string, Text> folded_;
};

template <class T>
auto merge_map(const Map<T>& defaults, Map<T>& own) -> void {
  for (const auto& entry : defaults) {
    if (find(own, entry.name.value) == nullptr) own.push_back(entry);
  }
}

template <class T>
auto merge_key(const std::optional<T>& fallback, std::optional<T>& own) -> void {
  if (!own) own = fallback;
}

auto merge_auth(const Auth& defaults, Auth& own) -> void {
  merge_key(defaults.method, own.method);
  merge_key(defaults.client_id, own.client_id);
  merge_key(defaults.secret_env, own.secret_env);
  merge_key(defaults.certificate_file, own.certificate_file);
  merge_key(defaults.certificate_password_env, own.certificate_password_env);
  merge_key(defaults.token_file, own.token_file);
  merge_key(defaults.service_connection_id, own.service_connection_id);
}

auto merge_fleet(const Fleet& defaults, Fleet& own) -> void {
  merge_key(defaults.minimum_build, own.minimum_build);
  merge_key(defaults.editions, own.editions);
}

auto merge_defaults(const TenantSettings& defaults, TenantSettings& own) -> void {
  merge_key(defaults.cloud, own.cloud);
  merge_map(defaults.labels, own.labels);
  merge_map(defaults.vars, own.vars);
  merge_key(defaults.federated_sign_in, own.federated_sign_in);
  merge_map(defaults.groups, own.groups);
  if (defaults.auth && own.auth) merge_auth(*defaults.auth, *own.auth);
  merge_key(defaults.auth, own.auth);
  if (defaults.fleet && own.fleet) merge_fleet(*defaults.fleet, *own.fleet);
  merge_key(defaults.fleet, own.fleet);
}

constexpr std::array<std::string_view, 6> kRootOnly = {"pinwright", "workspace", "ignore", "graphApi", "catalog", "tenantDefaults"};

auto check_no_root_keys(const Fragment& fragment, diag::Sink& sink) -> void {
  for (const auto& key : fragment.keys) {
    if (std::find(kRootOnly.begin(), kRootOnly.end(), key.value) == kRootOnly.end()) continue;
    sink.add(diag::make(Code::UnknownKey, key.span, fmt::format("`{}` stands outside the root file", key.value),
                        fmt::format("move `{}` to `pinwright.yaml`", key.value)));
  }
}

auto has_key(const Fragment& fragment, std::string_view key) -> bool {
  return std::any_of(fragment.keys.begin(), fragment.keys.end(), [&](const Text& text) { return text.value == key; });
}

auto check_version(const Fragment& root, diag::Sink& sink) -> void {
  if (!root.pinwright || root.pinwright->value == 1) return;
  sink.add(diag::make(Code::UnsupportedVersion, root.pinwright->span,
                      fmt::format("language version {} is not known to this program", root.pinwright->value),
                      "this program reads version 1: write `pinwright: 1`, or use a newer pinwright"));
}

auto check_workspace_name(const Fragment& root, diag::Sink& sink) -> void {
  const auto problem = name_problem(root.workspace->value);
  if (problem.empty()) return;
  sink.add(diag::make(Code::BadName, root.workspace->span,
                      fmt::format("{} cannot be a name: {}", base::quoted(root.workspace->value), problem),
                      "a name has 1 to 63 letters, digits, `_` or `-`, and starts with a letter or digit"));
}

auto missing_in_root(std::string_view key, std::string_view help, Span place, diag::Sink& sink) -> void {
  sink.add(diag::make(Code::MissingKey, place, fmt::format("the key `{}` is missing in the root file", key), std::string(help)));
}

/// Keys that the root file must hold; it may have several documents.
struct Root {
  bool has_version = false;
  bool has_name = false;
  Span first;

  auto take(const Fragment& fragment, Workspace& workspace, diag::Sink& sink) -> void {
    if (!first.known()) first = {fragment.span.file, fragment.span.begin, fragment.span.begin};
    check_version(fragment, sink);
    has_version = has_version || has_key(fragment, "pinwright");
    has_name = has_name || has_key(fragment, "workspace");
    if (fragment.workspace) {
      check_workspace_name(fragment, sink);
      workspace.name = *fragment.workspace;
    }
    if (fragment.graph_api) workspace.graph_api = fragment.graph_api->value;
    workspace.catalog.insert(workspace.catalog.end(), fragment.catalog.begin(), fragment.catalog.end());
    if (fragment.tenant_defaults) workspace.tenant_defaults = *fragment.tenant_defaults;
  }

  auto check(source::FileId root, diag::Sink& sink) const -> void {
    const Span place = first.known() ? first : Span{root, 0, 0};
    if (!has_version) missing_in_root("pinwright", "add `pinwright: 1`, the language version", place, sink);
    if (!has_name) {
      missing_in_root("workspace", "add `workspace: NAME`: it marks what apply makes as yours; `pinwright init` picks one", place, sink);
    }
  }
};

}  // namespace

auto merge(std::vector<Fragment> fragments, source::FileId root_file, diag::Sink& sink) -> Workspace {
  Workspace workspace;
  Root root;
  Merger tenants("tenant", workspace.tenants, sink);
  Merger groups("group", workspace.groups, sink);
  Merger filters("filter", workspace.filters, sink);
  Merger setting_sets("setting set", workspace.setting_sets, sink);
  Merger policies("policy", workspace.policies, sink);
  for (auto& fragment : fragments) {
    if (fragment.span.file == root_file) {
      root.take(fragment, workspace, sink);
    } else {
      check_no_root_keys(fragment, sink);
    }
    tenants.add(std::move(fragment.tenants));
    groups.add(std::move(fragment.groups));
    filters.add(std::move(fragment.filters));
    setting_sets.add(std::move(fragment.setting_sets));
    policies.add(std::move(fragment.policies));
    for (auto& waiver : fragment.waivers) workspace.waivers.push_back(std::move(waiver));
  }
  root.check(root_file, sink);
  for (auto& tenant : workspace.tenants.all()) merge_defaults(workspace.tenant_defaults, tenant.value);
  return workspace;
}

}  // namespace pinwright::model
