#include "model/merge.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/text.hpp"
#include "model/names.hpp"

namespace pinwright::model {

using diag::Code;

namespace {

auto finding_of_pair(Code code, const Text& second, const Text& first, std::string message, std::string help)
    -> diag::Diagnostic {
  auto finding = diag::make(code, second.span, std::move(message), std::move(help));
  finding.labels.push_back({first.span, fmt::format("`{}` is defined here", first.value)});
  return finding;
}

/// Definitions of one kind, as they arrive.
template <class T>
class Merger {
 public:
  /// `kind`: what messages call a definition; `section`: the key that it stands under.
  Merger(std::string_view kind, std::string_view section, Index<T>& into, diag::Sink& sink)
      : kind_(kind), section_(section), into_(into), sink_(sink) {}

  auto add(Map<T> definitions) -> void {
    for (auto& definition : definitions) add_one(std::move(definition));
  }

 private:
  auto report(const Text& name, diag::Diagnostic finding) -> void {
    finding.path = fmt::format("{}.{}", section_, name.value);
    sink_.add(std::move(finding));
  }

  auto add_one(Named<T> definition) -> void {
    const auto [known, is_new] = folded_.try_emplace(base::folded(definition.name.value), into_.size());
    if (is_new) {
      into_.add(std::move(definition));
    } else {
      report_pair(definition.name, into_.all()[known->second].name);
    }
  }

  auto report_pair(const Text& name, const Text& known) -> void {
    if (known.value == name.value) {
      report(name, finding_of_pair(Code::DuplicateDefinition, name, known,
                                   fmt::format("the {} `{}` is defined twice", kind_, name.value),
                                   "rename one of the two, or remove it"));
    } else {
      report(name, finding_of_pair(Code::BadName, name, known,
                                   fmt::format("`{}` and `{}` differ only in letter case", name.value, known.value),
                                   "names become file names: choose two that differ in more than case"));
    }
  }

  std::string_view kind_;
  std::string_view section_;
  Index<T>& into_;
  diag::Sink& sink_;
  std::unordered_map<std::string, std::size_t> folded_;  // the place in `into_`
};

template <class T>
auto merge_map(const Map<T>& defaults, Map<T>& own) -> void {
  constexpr std::size_t kFew = 16;
  const auto size = own.size();
  std::unordered_set<std::string_view> names;
  own.reserve(size + defaults.size());  // the views stay valid
  for (std::size_t i = 0; size > kFew && i < size; ++i) names.insert(own[i].name.value);
  for (const auto& entry : defaults) {
    const bool is_own = size > kFew ? names.contains(entry.name.value) : find(own, entry.name.value) != nullptr;
    if (!is_own) own.push_back(entry);
  }
}

template <class Maybe>
auto merge_key(const Maybe& fallback, Maybe& own) -> void {
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

/// What one tenant that takes these defaults costs, about.
auto bytes_of(const TenantSettings& defaults) -> std::size_t {
  std::size_t bytes = 0;
  const auto add = [&](const auto& entry, std::size_t text) {
    bytes += sizeof(entry) + entry.name.value.size() + text;
  };
  const auto size_of = [](const std::optional<Text>& text) { return text ? text->value.size() : 0; };
  for (const auto& label : defaults.labels) add(label, label.value.value.size());
  for (const auto& variable : defaults.vars) {
    const auto* value = std::get_if<Value>(&variable.value);
    add(variable, value == nullptr ? 0 : value->spelled().size());
  }
  for (const auto& group : defaults.groups) add(group, size_of(group.value.display_name) + size_of(group.value.id));
  const auto add_list = [&](const std::optional<std::vector<Text>>& list) {
    for (const auto& text : list.value_or(std::vector<Text>())) bytes += sizeof(text) + text.value.size();
  };
  add_list(defaults.federated_sign_in);
  if (defaults.fleet) add_list(defaults.fleet->editions);
  if (!defaults.auth) return bytes;
  const auto& auth = *defaults.auth;
  for (const auto& text : {auth.client_id, auth.secret_env, auth.certificate_file, auth.certificate_password_env,
                           auth.token_file, auth.service_connection_id}) {
    bytes += size_of(text);
  }
  return bytes;
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

constexpr std::array<std::string_view, 7> kRootOnly = {"pinwright", "workspace",      "ignore",        "graphApi",
                                                       "catalog",   "tenantDefaults", "policyDefaults"};

auto is_root_only(std::string_view key) -> bool {
  return std::find(kRootOnly.begin(), kRootOnly.end(), key) != kRootOnly.end();
}

auto check_no_root_keys(const Fragment& fragment, diag::Sink& sink) -> void {
  for (const auto& key : fragment.keys) {
    if (!is_root_only(key.value)) continue;
    sink.add(diag::make(Code::UnknownKey, key.span, fmt::format("`{}` stands outside the root file", key.value),
                        fmt::format("move `{}` to `pinwright.yaml`", key.value)));
  }
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

/// Keys that the root file must hold; it may have several documents.
class Root {
 public:
  Root(Workspace& workspace, diag::Sink& sink) : workspace_(workspace), sink_(sink) {}

  auto take(const Fragment& fragment) -> void {
    if (!first_.known()) first_ = {fragment.span.file, fragment.span.begin, fragment.span.begin};
    check_keys(fragment);
    check_version(fragment, sink_);
    if (fragment.workspace) {
      check_workspace_name(fragment, sink_);
      workspace_.name = *fragment.workspace;
    }
    if (fragment.graph_api) workspace_.graph_api = fragment.graph_api->value;
    workspace_.catalog.insert(workspace_.catalog.end(), fragment.catalog.begin(), fragment.catalog.end());
    if (fragment.tenant_defaults) workspace_.tenant_defaults = *fragment.tenant_defaults;
    if (fragment.policy_defaults) workspace_.policy_defaults = *fragment.policy_defaults;
  }

  auto check(source::FileId root) const -> void {
    const bool has_version = seen_.count("pinwright") != 0;
    const bool has_name = seen_.count("workspace") != 0;
    if (has_version && has_name) return;
    const std::string keys = has_version ? "key `workspace` is"
                             : has_name  ? "key `pinwright` is"
                                         : "keys `pinwright` and `workspace` are";
    sink_.add(diag::make(
        Code::MissingKey, first_.known() ? first_ : Span{root, 0, 0},
        fmt::format("the {} missing in the root file", keys),
        "the root file begins with `pinwright: 1`, the language version, and `workspace: NAME`, which marks what apply "
        "makes as yours; `pinwright init` writes both"));
  }

  /// Where a root-only key stands.
  [[nodiscard]] auto span_of(const std::string& key) const -> std::optional<Span> {
    const auto found = seen_.find(key);
    if (found == seen_.end()) return std::nullopt;
    return found->second.span;
  }

 private:
  /// A root-only key in a second document of the root file would silently win over the first.
  auto check_keys(const Fragment& fragment) -> void {
    for (const auto& key : fragment.keys) {
      if (!is_root_only(key.value)) continue;
      const auto [known, is_new] = seen_.try_emplace(key.value, key);
      if (is_new) continue;
      auto finding = finding_of_pair(Code::DuplicateDefinition, key, known->second,
                                     fmt::format("`{}` is given twice", key.value), "keep one of the two");
      finding.path = key.value;
      sink_.add(std::move(finding));
    }
  }

  Workspace& workspace_;
  diag::Sink& sink_;
  std::unordered_map<std::string, Text> seen_;
  Span first_;
};

/// Ten thousand files would otherwise be moved from one array to the next larger one time and again.
auto make_room(const std::vector<std::vector<Fragment>>& files, Workspace& workspace) -> void {
  std::size_t tenants = 0;
  std::size_t policies = 0;
  for (const auto& fragments : files) {
    for (const auto& fragment : fragments) {
      tenants += fragment.tenants.size();
      policies += fragment.policies.size();
    }
  }
  workspace.tenants.reserve(tenants);
  workspace.policies.reserve(policies);
}

/// What the fragments of one file come to in the workspace.
class WorkspaceMerger {
 public:
  WorkspaceMerger(Workspace& workspace, const RootFile& root_file, diag::Sink& sink)
      : workspace_(workspace), root_file_(root_file), sink_(sink) {}

  auto add(Fragment fragment) -> void {
    if (fragment.span.file == root_file_.id) {
      root_.take(fragment);
    } else {
      check_no_root_keys(fragment, sink_);
    }
    tenants_.add(std::move(fragment.tenants));
    groups_.add(std::move(fragment.groups));
    filters_.add(std::move(fragment.filters));
    setting_sets_.add(std::move(fragment.setting_sets));
    policies_.add(std::move(fragment.policies));
    for (auto& waiver : fragment.waivers) workspace_.waivers.push_back(std::move(waiver));
    std::move(fragment.nodes.begin(), fragment.nodes.end(), std::back_inserter(workspace_.nodes));
  }

  auto end() -> void {
    if (root_file_.is_whole) root_.check(root_file_.id);
    auto& tenants = workspace_.tenants.all();
    const bool fits = tenants.empty() || bytes_of(workspace_.tenant_defaults) <= kDefaultsLimit / tenants.size();
    if (!fits) report_defaults();
    for (auto& tenant : tenants) {
      // Without its defaults a tenant lacks what its policies name: one mistake, one finding.
      tenant.broken = tenant.broken || !fits;
      if (fits) merge_defaults(workspace_.tenant_defaults, tenant.value);
    }
  }

 private:
  /// Every tenant has a copy of its own.
  static constexpr std::size_t kDefaultsLimit = std::size_t{128} << 20;

  auto report_defaults() -> void {
    const auto span = root_.span_of("tenantDefaults").value_or(Span{root_file_.id, 0, 0});
    auto finding = diag::make(Code::LimitExceeded, span,
                              fmt::format("filled into {}, `tenantDefaults` takes more than {} MiB",
                                          base::counted(workspace_.tenants.size(), "tenant"), kDefaultsLimit >> 20U),
                              "move what is long to the tenants that need it, or into a file of a value");
    finding.path = "tenantDefaults";
    sink_.add(std::move(finding));
  }

  Workspace& workspace_;
  const RootFile& root_file_;
  diag::Sink& sink_;
  Root root_{workspace_, sink_};
  Merger<Tenant> tenants_{"tenant", "tenants", workspace_.tenants, sink_};
  Merger<Group> groups_{"group", "groups", workspace_.groups, sink_};
  Merger<Filter> filters_{"filter", "filters", workspace_.filters, sink_};
  Merger<SettingSet> setting_sets_{"setting set", "settingSets", workspace_.setting_sets, sink_};
  Merger<Policy> policies_{"policy", "policies", workspace_.policies, sink_};
};

}  // namespace

auto merge(std::vector<std::vector<Fragment>> files, const RootFile& root_file, diag::Sink& sink) -> Workspace {
  Workspace workspace;
  make_room(files, workspace);
  WorkspaceMerger merger(workspace, root_file, sink);
  for (auto& fragments : files) {
    for (auto& fragment : fragments) merger.add(std::move(fragment));
    fragments = {};  // ten thousand empty ones would be the peak of memory
  }
  merger.end();
  return workspace;
}

}  // namespace pinwright::model
