#include "plan/apply/expected_state.hpp"

#include <algorithm>
#include <utility>

#include "plan/live_objects.hpp"

namespace pinwright::plan {

namespace {

using object::DataType;

/// A Describe leaves the settings as they are, and no write what the files do not manage.
auto object_after(Write write, const object::Object& before, const object::Object& wanted) -> object::Object {
  const auto* policy = std::get_if<object::Policy>(&before);
  if (policy == nullptr) return wanted;
  auto after = std::get<object::Policy>(wanted);
  if (write == Write::Describe) after.settings = policy->settings;
  if (!after.scope_tags) after.scope_tags = policy->scope_tags;
  return after;
}

/// A custom policy has its texts encrypted, a policy of the settings catalog its secrets alone.
auto is_encrypted(const object::Setting& setting, object::Target target) -> bool {
  if (target != object::Target::Custom) return !setting.secrets.empty();
  return setting.type == DataType::String || setting.type == DataType::StringXml || setting.type == DataType::Base64;
}

}  // namespace

auto expected_states(Write write, const object::Live& before, const object::Object& wanted)
    -> std::vector<std::string> {
  auto after = before;
  after.object = object_after(write, before.object, wanted);
  auto* policy = std::get_if<object::Policy>(&after.object);
  if (policy == nullptr) return {state_hash(std::move(after))};
  const bool has_secrets = std::any_of(policy->settings.begin(), policy->settings.end(),
                                       [](const object::Setting& one) { return !one.secrets.empty(); });
  std::vector<std::string> states;
  if (!has_secrets) states.push_back(state_hash(after));
  for (auto& setting : policy->settings) {
    if (is_encrypted(setting, policy->target)) setting.value = object::Masked{};
    setting.secrets.clear();
  }
  auto encrypted = state_hash(std::move(after));
  if (states.empty() || states.front() != encrypted) states.push_back(std::move(encrypted));
  return states;
}

}  // namespace pinwright::plan
