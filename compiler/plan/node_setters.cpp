#include "plan/node_setters.hpp"

#include <fmt/format.h>

#include <utility>
#include <variant>

#include "base/text.hpp"
#include "object/codec/catalog_opaque.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/permissions.hpp"

namespace pinwright::plan {

using object::PolicyKind;

namespace {

auto kind_of(const object::Live& live, const Answer& answer) -> PolicyKind {
  const auto& policy = std::get<object::Policy>(live.object);
  const auto found = answer.kinds.find(base::folded(live.id));
  return found == answer.kinds.end() ? object::kind_of(policy.target) : found->second;
}

/// The nodes that a setting of a policy of this program's targets sets.
auto keys_of(const object::Setting& setting) -> std::vector<object::SettingKey> {
  if (setting.key.parsed() != nullptr) return {setting.key};
  auto keys = object::nodes_of_opaque(setting);
  if (keys.empty()) keys.push_back(setting.key);
  return keys;
}

/// Of a policy that has several settings of one node nobody states which one is the value, but where all say the same.
auto add(NodeSetters& setters, std::string node, NodeSetter one) -> void {
  auto& row = setters[std::move(node)];
  if (row.empty() || row.back().id != one.id) return row.push_back(std::move(one));
  auto& first = row.back();
  first.has_value = first.has_value && one.has_value && is_same_value(*first.setting, *one.setting) == true;
}

auto add_written(const object::Live& live, const std::set<std::string>& nodes, const Answer& answer,
                 std::string_view tenant_id, NodeSetters& setters) -> void {
  const auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr) return;
  for (const auto& setting : policy->settings) {
    for (auto& key : keys_of(setting)) {
      auto node = object::node_id(key, tenant_id);
      if (!nodes.contains(node)) continue;
      // What is kept under the id of its definition is known by its node alone.
      const bool has_value = key.parsed() != nullptr && key.text() == setting.key.text();
      add(setters, std::move(node),
          {kind_of(live, answer), &live.id, &policy->display_name, &live.assignments, std::move(key), &setting,
           has_value, !live.unreadable, &live});
    }
  }
}

auto add_foreign(const object::ForeignPolicy& policy, const std::set<std::string>& nodes, std::string_view tenant_id,
                 NodeSetters& setters) -> void {
  for (const auto& one : policy.settings) {
    auto node = object::node_id(one.setting.key, tenant_id);
    if (!nodes.contains(node)) continue;
    add(setters, std::move(node),
        {policy.kind, &policy.id, &policy.display_name, &policy.assignments, one.setting.key, &one.setting,
         one.has_value, !policy.unreadable, nullptr});
  }
}

auto need_of(PolicyKind kind) -> Need {
  return kind == PolicyKind::Enrolment ? Need::ReadEnrolment : Need::ReadPolicies;
}

auto reason(PolicyKind kind, const base::Error& error) -> std::string {
  if (error.kind == base::ErrorKind::Forbidden)
    return fmt::format("the credential lacks `{}`", least_permission(need_of(kind)));
  return error.message;
}

auto untold_text(const ForeignPolicies& row) -> std::string {
  if (row.kind == PolicyKind::AdministrativeTemplates)
    return fmt::format("Microsoft Graph does not say which nodes the {} of this kind {}",
                       base::counted(row.untold, "assigned policy"), row.untold == 1 ? "sets" : "set");
  return fmt::format("of {} nobody states which node {}", base::counted(row.untold, "setting"),
                     row.untold == 1 ? "it sets" : "they set");
}

}  // namespace

auto for_each_key(const Answer& answer, const std::function<void(const object::SettingKey&)>& visit) -> void {
  if (answer.policies.ok()) {
    for (const auto& live : answer.policies.value()) {
      const auto* policy = std::get_if<object::Policy>(&live.object);
      if (policy == nullptr) continue;
      for (const auto& setting : policy->settings) {
        for (const auto& key : keys_of(setting)) visit(key);
      }
    }
  }
  for (const auto& row : answer.foreign) {
    if (!row.policies.ok()) continue;
    for (const auto& policy : row.policies.value()) {
      for (const auto& one : policy.settings) visit(one.setting.key);
    }
  }
}

auto setters_of(const std::set<std::string>& nodes, const Answer& answer, std::string_view tenant_id) -> NodeSetters {
  NodeSetters setters;
  if (answer.policies.ok()) {
    for (const auto& live : answer.policies.value()) add_written(live, nodes, answer, tenant_id, setters);
  }
  for (const auto& row : answer.foreign) {
    if (!row.policies.ok()) continue;
    for (const auto& policy : row.policies.value()) add_foreign(policy, nodes, tenant_id, setters);
  }
  return setters;
}

auto plain_text(const object::Setting& setting) -> std::optional<std::string> {
  if (const auto* truth = std::get_if<bool>(&setting.value)) return *truth ? "true" : "false";
  if (const auto* number = std::get_if<std::int32_t>(&setting.value)) return std::to_string(*number);
  return object::text_of(setting.value);
}

auto is_same_value(const object::Setting& a, const object::Setting& b) -> std::optional<bool> {
  const auto same = same_value(a, b);
  if (!same || *same || a.type == b.type) return same;
  const auto text = plain_text(a);
  return text && text == plain_text(b);
}

auto policies_not_read(const Answer& answer) -> std::vector<KindNotRead> {
  std::vector<KindNotRead> out;
  if (!answer.policies.ok()) return out;
  for (const auto& live : answer.policies.value()) {
    const auto* policy = std::get_if<object::Policy>(&live.object);
    if (!live.unreadable || policy == nullptr || !policy->settings.empty()) continue;
    out.push_back({kind_of(live, answer), fmt::format("what the policy {} sets could not be read: {}",
                                                      base::quoted(policy->display_name), *live.unreadable)});
  }
  return out;
}

auto kinds_not_read(const Answer& answer) -> std::vector<KindNotRead> {
  std::vector<KindNotRead> out;
  for (const auto& [target, error] : answer.unlisted) {
    const auto kind = object::kind_of(target);
    out.push_back({kind, reason(kind, error)});
  }
  for (const auto& row : answer.foreign) {
    if (!row.policies.ok()) {
      out.push_back({row.kind, reason(row.kind, row.policies.error())});
    } else if (row.untold > 0) {
      out.push_back({row.kind, untold_text(row)});
    }
  }
  return out;
}

}  // namespace pinwright::plan
