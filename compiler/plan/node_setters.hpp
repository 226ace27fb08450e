#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "object/foreign_policy.hpp"
#include "plan/tenant.hpp"

/// Which policies of a tenant set a node, whatever kind they are of.
namespace pinwright::plan {

/// A policy and its setting of one node; a policy that has several of one node stands here once. What it points to
/// belongs to the Answer.
struct NodeSetter {
  object::PolicyKind kind = object::PolicyKind::Custom;
  const std::string* id = nullptr;
  const std::string* display_name = nullptr;
  const std::vector<object::Assignment>* assignments = nullptr;
  object::SettingKey key;  ///< the OMA-URI as the policy spells it, or as the catalogue does
  const object::Setting* setting = nullptr;
  bool has_value = true;  ///< false: it sets the node, and to which value is not known, or not to one alone
  bool is_whole = true;   ///< false: some of the policy could not be read, its assignments perhaps
  const object::Live* live = nullptr;  ///< of a kind that this program writes; else nullptr
};
/// By node (object::node_id).
using NodeSetters = std::map<std::string, std::vector<NodeSetter>>;

/// Calls `visit` with each OMA-URI that a setting of a policy in the answer sets.
auto for_each_key(const Answer& answer, const std::function<void(const object::SettingKey&)>& visit) -> void;

/// Who sets one of `nodes`, in the order of the answer.
[[nodiscard]] auto setters_of(const std::set<std::string>& nodes, const Answer& answer, std::string_view tenant_id)
    -> NodeSetters;

/// A value as a text: `true`, `8`; nullopt: it is no text, number or truth value.
[[nodiscard]] auto plain_text(const object::Setting& setting) -> std::optional<std::string>;

/// Whether two settings of one node have one value, in whatever data type they say it; nullopt: either is hidden or
/// not known.
[[nodiscard]] auto is_same_value(const object::Setting& a, const object::Setting& b) -> std::optional<bool>;

/// A kind that was not looked at, or not at all of it.
struct KindNotRead {
  object::PolicyKind kind = object::PolicyKind::Custom;
  std::string why;  ///< "the credential lacks `DeviceManagementServiceConfig.Read.All`"
};
[[nodiscard]] auto kinds_not_read(const Answer& answer) -> std::vector<KindNotRead>;
/// Policies of which nobody knows what they set, each with its kind: a row for each.
[[nodiscard]] auto policies_not_read(const Answer& answer) -> std::vector<KindNotRead>;

}  // namespace pinwright::plan
