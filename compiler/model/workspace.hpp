#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "model/admx.hpp"
#include "model/rare.hpp"
#include "model/types.hpp"
#include "object/data_type.hpp"
#include "object/target.hpp"

/// What a workspace declares, as plain data: the language of docs/language.md, one struct a mapping. Names of members
/// are the keys of the language; their meaning and defaults stand in the field tables (model/fields/).
namespace pinwright::model {

enum class Cloud : std::uint8_t { Global, UsGov, UsGovDod, China };
enum class Members : std::uint8_t { Devices, Users, Mixed };
enum class FilterMode : std::uint8_t { Include, Exclude };
enum class PinScope : std::uint8_t { Device, User };
enum class Services : std::uint8_t { Required, Ignore };
using object::DataType;
using PolicyTarget = object::Target;
enum class Offboard : std::uint8_t { Delete, Forget };
using object::GraphApi;
enum class AuthMethod : std::uint8_t { Secret, Certificate, Federated, ManagedIdentity, AzureCli, DeviceCode };
inline constexpr std::array<std::string_view, 6> kAuthMethodWords{"secret",          "certificate", "federated",
                                                                  "managedIdentity", "azureCli",    "deviceCode"};
[[nodiscard]] constexpr auto word(AuthMethod method) -> std::string_view {
  return kAuthMethodWords.at(static_cast<std::size_t>(method));
}

[[nodiscard]] auto word(Cloud cloud) -> std::string_view;
using object::word;
/// The clouds of the government of the United States, which have sign-in pages of their own.
[[nodiscard]] constexpr auto is_government(Cloud cloud) -> bool {
  return cloud == Cloud::UsGov || cloud == Cloud::UsGovDod;
}

// --- selectors ---------------------------------------------------------------------------------------------------

/// Places in a list of names, ordered by name: a selector may name ten thousand tenants, and is asked about each.
/// Absent for a short list.
using NameOrder = Rare<std::vector<std::uint32_t>>;

struct LabelMatch {
  Text label;
  std::vector<Text> values;  ///< any one matches
  NameOrder values_order = {};
};

/// Which tenants: keys are ANDed, `exclude` comes last. `all` alone is every tenant.
struct Selector {
  bool all = false;
  std::optional<std::vector<Text>> names;
  std::vector<LabelMatch> labels;
  std::vector<Text> exclude;
  Span span;  ///< unknown when the key was absent (then `all`)
  NameOrder names_order = {}, exclude_order = {};
};

// --- tenants -----------------------------------------------------------------------------------------------------

/// A variable from the environment is a secret; offline it stays a name.
struct Environment {
  Text env;
};
using Variable = std::variant<Value, Environment>;

struct Fleet {
  std::optional<Text> minimum_build;
  std::optional<std::vector<Text>> editions;
  Span span;
};

struct Auth {
  std::optional<Located<AuthMethod>> method;
  std::optional<Text> client_id, secret_env, certificate_file, certificate_password_env, token_file,
      service_connection_id;
  Span span;
};

/// What a shared group or filter is called in one tenant.
struct Binding {
  bool none = false;  ///< its assignment lines are dropped for this tenant
  std::optional<Text> display_name, id;
  Span span;
};

/// The keys that `tenantDefaults` shares with a tenant; a tenant's own keys win, maps merge key by key.
struct TenantSettings {
  std::optional<Located<Cloud>> cloud;
  Map<Text> labels;
  Map<Variable> vars;
  std::optional<std::vector<Text>> federated_sign_in;
  Map<Binding> groups;
  Rare<Auth> auth;
  Rare<Fleet> fleet;
};

struct Tenant : TenantSettings {
  Text tenant_id;
  std::optional<Text> primary_domain;
  std::optional<Located<Offboard>> offboard;

  [[nodiscard]] auto cloud_or_default() const -> Cloud { return cloud ? cloud->value : Cloud::Global; }
};

// --- objects that assignments name -------------------------------------------------------------------------------

struct Group {
  Text display_name;
  std::optional<Located<Members>> members;
  std::optional<Located<bool>> create;
  std::optional<Text> membership_rule, description;
  Span span;
};

struct Filter {
  Text display_name;
  std::optional<Located<bool>> create;
  std::optional<Text> rule, description;
  Span span;
};

// --- policies ----------------------------------------------------------------------------------------------------

struct ValueFrom {
  std::optional<Text> file, env;
  std::optional<Located<bool>> placeholders;
  Span span;
};

struct Setting {
  Text oma_uri;
  std::optional<Value> value;
  Rare<ValueFrom> value_from;
  Rare<Admx> admx;
  Rare<Text> display_name, description;
  std::optional<Located<DataType>> data_type;
  Span span;
};

struct WebSignIn {
  bool federated = false;  ///< the word `federated`: the tenant's own list
  std::vector<Text> domains;
  Span span;
};

struct PinRecovery {
  std::optional<Located<bool>> enabled;  ///< default true
  std::optional<Located<PinScope>> scope;
  std::optional<WebSignIn> web_sign_in_allowed_urls;
  std::optional<Located<Services>> services;
  Span span;
};

struct Target {
  enum class Kind : std::uint8_t { Group, AllDevices, AllUsers } kind = Kind::Group;
  Text group;  ///< as written, also for the reserved names
  Rare<Text> filter;
  std::optional<Located<FilterMode>> filter_mode;
  Span span;
};

struct Assignments {
  std::vector<Target> include, exclude;
  Span span;
};

struct Override {
  Selector tenants;
  Text reason;
  std::vector<Setting> settings;
  std::vector<Text> remove_settings;
  Rare<PinRecovery> pin_recovery;
  std::optional<Assignments> assignments;
  std::optional<std::vector<Text>> scope_tags;
  std::optional<Text> display_name, description;
  std::optional<Located<PolicyTarget>> target;
  Span span;
};

/// What all policies share; a policy's own keys win.
struct PolicyDefaults {
  std::optional<Located<PolicyTarget>> target;
  Span span;
};

struct Policy {
  Text display_name;
  std::optional<Text> description;
  std::optional<Located<PolicyTarget>> target;
  Selector tenants{.all = true, .names = {}, .labels = {}, .exclude = {}, .span = {}};
  Rare<PinRecovery> pin_recovery;
  std::vector<Text> setting_sets;
  std::vector<Setting> settings;
  std::optional<Assignments> assignments;
  std::optional<std::vector<Text>> scope_tags;
  std::optional<Located<bool>> protect;
  std::vector<Text> formerly;
  Map<Text> adopt;
  std::vector<Override> overrides;
  Span span;
};

struct Waiver {
  Text slug, path, reason;
  Selector tenants{.all = true, .names = {}, .labels = {}, .exclude = {}, .span = {}};
  std::optional<Text> expires;
  Span span;
};

/// A named list of settings.
struct SettingSet {
  std::vector<Setting> settings;
};

/// DFFormat of a declared node; Admx: the policy of an ADMX file, whose format is chr.
enum class NodeFormat : std::uint8_t { Chr, Int, Bool, B64, Xml, Float, Time, Date, Admx };

/// A node that the catalogue does not know yet.
struct DeclaredNode {
  Text oma_uri;
  Located<NodeFormat> format;
  std::vector<Value> allowed;  ///< empty: not stated
  std::optional<Text> definition_id;
  Text source;
  Span span;
};

/// One document of one file, decoded. Root-only keys are allowed by the decoder and judged by the merge.
struct Fragment {
  std::optional<Located<std::int64_t>> pinwright;
  std::optional<Text> workspace;
  std::vector<Text> ignore, catalog;
  std::optional<Located<GraphApi>> graph_api;
  Rare<TenantSettings> tenant_defaults;
  std::optional<PolicyDefaults> policy_defaults;
  Map<Tenant> tenants;
  Map<Group> groups;
  Map<Filter> filters;
  Map<SettingSet> setting_sets;
  Map<Policy> policies;
  std::vector<Waiver> waivers;
  std::vector<DeclaredNode> nodes;
  std::vector<Text> keys;  ///< the keys that are there, whether their values are good or not
  Span span;
};

/// Every definition under its name, found in constant time.
template <class T>
class Index {
 public:
  /// In pieces, not in one array: where ten thousand files give their definitions, each piece takes the memory that the
  /// file before it gave up.
  using Entries = std::deque<Named<T>>;

  [[nodiscard]] auto all() const -> const Entries& { return entries_; }
  [[nodiscard]] auto all() -> Entries& { return entries_; }
  [[nodiscard]] auto size() const -> std::size_t { return entries_.size(); }
  [[nodiscard]] auto find(std::string_view name) const -> const Named<T>* {
    const auto found = by_name_.find(std::string(name));
    return found == by_name_.end() ? nullptr : &entries_[found->second];
  }
  auto reserve(std::size_t size) -> void { by_name_.reserve(size); }
  /// False when the name is taken; nothing is added then.
  auto add(Named<T> entry) -> bool {
    if (!by_name_.emplace(entry.name.value, entries_.size()).second) return false;
    entries_.push_back(std::move(entry));
    return true;
  }
  [[nodiscard]] auto names() const -> std::vector<std::string_view> {
    std::vector<std::string_view> names;
    for (const auto& entry : entries_) names.emplace_back(entry.name.value);
    return names;
  }

 private:
  Entries entries_;
  std::unordered_map<std::string, std::size_t> by_name_;
};

/// All files of a workspace, merged; tenants have their defaults filled in. Order: by file, then as written.
struct Workspace {
  Text name;
  GraphApi graph_api = GraphApi::Beta;
  std::vector<Text> catalog;
  TenantSettings tenant_defaults;
  PolicyDefaults policy_defaults;
  Index<Tenant> tenants;
  Index<Group> groups;
  Index<Filter> filters;
  Index<SettingSet> setting_sets;
  Index<Policy> policies;
  std::vector<Waiver> waivers;
  std::vector<DeclaredNode> nodes;
};

}  // namespace pinwright::model
