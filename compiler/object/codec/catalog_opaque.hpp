#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "object/policy.hpp"

/// Settings of the settings catalog that no OMA-URI and no value of this program can say. They are kept as JSON under
/// their definition id, so that they can be told from others and be written back.
namespace pinwright::object {

/// Where an instance stood that is no setting of the policy by itself. Empty texts: it is one.
struct OpaquePlace {
  std::string option;  ///< id of the option that it is a child of
  std::string group;   ///< id of the group with a name that it is in
  std::string name;    ///< of the group's instance; empty for the tenant ID
  [[nodiscard]] auto is_top() const -> bool { return option.empty() && group.empty(); }
};

/// The instance in the one form that all answers about it share: Graph sends members that say nothing (null, no
/// children, a reference to no template, what an audit found) in some answers only, and children in any order.
[[nodiscard]] auto opaque_setting(const nlohmann::json& instance, const SettingKey& definition_id,
                                  const OpaquePlace& place = {}) -> Setting;

/// What was kept, in the shape of a body. nullopt: the setting is none that was kept.
[[nodiscard]] auto opaque_instance(const Setting& setting) -> std::optional<nlohmann::ordered_json>;
/// Where it stood.
[[nodiscard]] auto opaque_place(const Setting& setting) -> OpaquePlace;

/// The nodes that are set by what was kept, each once: of every definition in it whose node is known. An instance's
/// name is its title, `{FirewallRuleName}`. Which value they get is not told. Empty for any other setting.
[[nodiscard]] auto nodes_of_opaque(const Setting& setting) -> std::vector<SettingKey>;

}  // namespace pinwright::object
