#include "lower/deployment.hpp"

#include <algorithm>
#include <cassert>

#include "object/codec/codec.hpp"

namespace pinwright::lower {

auto to_object(const Setting& setting) -> object::Setting {
  assert(setting.typed.has_value());
  object::Setting object;
  object.key = setting.key;
  object.display_name = setting.display_name;
  object.description = setting.description;
  object.type = setting.type;
  object.value = *setting.typed;
  if (object::row_of(setting.type).takes_file_name) object.file_name = setting.value.file_name;
  object.secrets = setting.value.text.secrets;
  return object;
}

auto is_complete(const Deployment& deployment) -> bool {
  return std::all_of(deployment.policies.begin(), deployment.policies.end(), [](const Policy& policy) {
    const auto& codec = object::codec_of(policy.target);
    return std::all_of(policy.settings.begin(), policy.settings.end(), [&](const Setting& setting) {
      if (!setting.typed) return false;
      if (codec.misfit == nullptr) return true;
      const auto misfit = codec.misfit(to_object(setting));
      return !misfit || misfit->is_doubt;
    });
  });
}

auto to_object(const Policy& policy) -> object::Policy {
  object::Policy object;
  object.target = policy.target;
  object.display_name = policy.display_name.text;
  if (policy.description) object.description = policy.description->text;
  object.settings.reserve(policy.settings.size());
  for (const auto& setting : policy.settings) object.settings.push_back(to_object(setting));
  if (policy.scope_tags) {
    object.scope_tags.emplace();
    for (const auto& tag : *policy.scope_tags) object.scope_tags->push_back({tag.value, tag.value, {}});
  }
  const auto& codec = object::codec_of(policy.target);
  if (codec.settle != nullptr) codec.settle(object);
  return object;
}

auto assignments_of(const Policy& policy) -> std::vector<object::Assignment> {
  std::vector<object::Assignment> assignments;
  for (const auto& target : policy.targets) assignments.push_back(target.assignment);
  return assignments;
}

}  // namespace pinwright::lower
