#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "csp/admx.hpp"
#include "csp/catalog.hpp"
#include "lower/admx.hpp"
#include "lower/files.hpp"
#include "lower/filled.hpp"
#include "model/rare.hpp"
#include "model/workspace.hpp"
#include "object/policy.hpp"

/// What one tenant is to hold, with the origin of every part. Made by lower(), dropped when its tenant is done.
namespace pinwright::lower {

using TenantRef = const model::Named<model::Tenant>*;

/// A lowered value before it has a data type.
struct Value {
  enum class Source : std::uint8_t { Inline, File, Environment } source = Source::Inline;
  syntax::ScalarValue scalar;  ///< typed as YAML or the variable has it; text from a file or the environment
  Filled text;                 ///< as spelled; from a file: its text, empty when it is no text
  bool lossy = false;          ///< a number that would be printed differently than it is spelled
  std::string file_name;       ///< base name, from a file
  const ValueFile* file = nullptr;
};

/// Which list of the files a setting stands in.
struct Where {
  enum class List : std::uint8_t { Policy, Set, Override, PinRecovery } list = List::Policy;
  std::string_view owner;    ///< Set: its name
  std::size_t outer = 0;     ///< Override: its index
  std::size_t index = 0;     ///< in the list
  std::string_view pin_key;  ///< PinRecovery: `enabled`, `webSignInAllowedUrls`
};

struct Setting {
  const model::Setting* declared = nullptr;  ///< nullptr: made from pinRecovery
  Where where;
  object::SettingKey key;  ///< the OMA-URI, filled
  Origin uri_origin;       ///< where its text comes from
  csp::Node node;          ///< invalid when the catalogue does not know it
  /// What the catalogue said, node or not; absent when the OMA-URI has no form to ask with.
  std::optional<std::variant<csp::Found, csp::NotFound>> answer;
  Value value;
  /// What the files say of the payload of an ADMX-backed policy: `admx`, or a value that is one; absent: neither.
  model::Rare<AdmxStatement> admx;
  /// The policy in an ADMX file that this tenant installs; nullptr: none that is known, or the node is the catalogue's.
  const csp::AdmxPolicyFacts* ingested = nullptr;
  object::DataType type = object::DataType::String;
  bool type_from_yaml = false;  ///< neither the files nor the catalogue say: the YAML type decided
  /// Absent when the value does not fit the type: a check says why. Environment variables stand in it as `{env.NAME}`.
  std::optional<object::SettingValue> typed;
  std::string display_name;
  std::optional<std::string> description;
  source::Span span;  ///< of the setting's mapping
};

struct Target {
  const model::Target* declared = nullptr;
  const model::Named<model::Group>* group = nullptr;    ///< nullptr for allDevices and allUsers
  const model::Named<model::Filter>* filter = nullptr;  ///< nullptr: none
  object::Assignment assignment;
};

struct Policy {
  const model::Named<model::Policy>* declared = nullptr;
  object::Target target = object::Target::Custom;  ///< overrides and defaults merged
  source::Span target_span;                        ///< where it is chosen; unknown: nowhere
  Filled display_name;
  std::optional<Filled> description;
  std::optional<model::PinRecovery> pin_recovery;  ///< overrides merged
  std::vector<Setting> settings;
  std::optional<std::vector<model::Text>> scope_tags;
  bool manages_assignments = false;
  source::Span assignments_span;
  std::vector<Target> targets;  ///< lines dropped by a `none` binding left out

  [[nodiscard]] auto name() const -> std::string_view { return declared->name.value; }
};

/// A group or filter that this workspace makes.
struct ManagedObject {
  std::string key;
  Filled display_name;
  std::optional<Filled> rule, description;
  bool used = false;  ///< some assignment of this tenant names it
};

class IngestedAdmx;

struct Deployment {
  TenantRef tenant = nullptr;
  std::shared_ptr<const IngestedAdmx> ingested;  ///< the ADMX files that its settings install; nullptr: none
  std::vector<Policy> policies;                  ///< in order of names
  std::vector<ManagedObject> groups, filters;
};

/// The value, where the files tell it: it fits its type and holds nothing from the environment. Else nullptr.
[[nodiscard]] inline auto plain_value(const Setting& setting) -> const object::SettingValue* {
  return setting.typed && setting.value.text.secrets.empty() ? &*setting.typed : nullptr;
}
/// The source bytes to blame for bytes [begin, end) of the OMA-URI.
[[nodiscard]] inline auto place_in_uri(const source::SourceMap& sources, const Setting& setting, std::size_t begin,
                                       std::size_t end) -> source::Span {
  return place(sources, setting.uri_origin, setting.key.text(), begin, end);
}

/// What is known of the setting's ADMX policy, from the catalogue or from a file that the tenant installs.
[[nodiscard]] auto admx_policy(const Setting& setting) -> std::optional<csp::AdmxPolicy>;
/// The node is the policy of an ADMX file, known or not. Of a CSP that no catalogue knows, `admx` is believed.
[[nodiscard]] auto is_admx_policy(const Setting& setting) -> bool;

/// Every setting is typed, and its policy's target can carry it: the Deployment can be turned into objects.
[[nodiscard]] auto is_complete(const Deployment& deployment) -> bool;
/// The objects as the tenant is to hold them. Every setting must be typed.
[[nodiscard]] auto to_object(const Policy& policy) -> object::Policy;
/// A typed setting, as declared, whatever its policy's target makes of it.
[[nodiscard]] auto to_object(const Setting& setting) -> object::Setting;
[[nodiscard]] auto assignments_of(const Policy& policy) -> std::vector<object::Assignment>;

/// `policies.pin-recovery.settings[0]`, `settingSets.pin-length[2]`, `policies.x.overrides[0].settings[1]`,
/// `policies.x.pinRecovery.enabled`.
[[nodiscard]] auto path_of(const Policy& policy, const Setting& setting) -> std::string;

}  // namespace pinwright::lower
