#include "plan/diff/definitions.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "plan/tenant_cache.hpp"

namespace pinwright::plan {

namespace {

auto id_of(const object::Codec& codec, const object::SettingKey& key) -> std::optional<std::string> {
  return codec.unlisted_definition != nullptr ? codec.unlisted_definition(key) : std::nullopt;
}

/// Whether `take(codec, key)` is true of a setting of a policy that the files declare; not asked further then.
template <class Take>
auto any_setting(const Desired& desired, const Take& take) -> bool {
  const auto* policy = std::get_if<object::Policy>(&desired.object);
  if (policy == nullptr) return false;
  const auto& codec = object::codec_of(policy->target);
  return std::any_of(policy->settings.begin(), policy->settings.end(),
                     [&](const object::Setting& setting) { return take(codec, setting.key); });
}

auto unlisted_definitions(const TenantSnapshot& snapshot) -> std::set<std::string> {
  std::set<std::string> ids;
  for (const auto& one : snapshot.desired) {
    any_setting(one, [&](const object::Codec& codec, const object::SettingKey& key) {
      if (auto id = id_of(codec, key)) ids.insert(*std::move(id));
      return false;
    });
  }
  return ids;
}

/// Ids that are not asked about again.
auto known_definitions(const TenantSnapshot& snapshot) -> std::set<std::string> {
  const auto* cache = snapshot.options.cache;
  const bool reads_all = snapshot.options.masks == ReadMasks::All;
  return cache == nullptr || reads_all ? std::set<std::string>() : cache->found_definitions();
}

/// What is not asked for any more goes, and what was not found is asked about again.
auto remember_definitions(const TenantSnapshot& snapshot) -> void {
  if (snapshot.options.cache == nullptr) return;
  auto found = known_definitions(snapshot);
  const auto wanted = unlisted_definitions(snapshot);
  std::erase_if(found, [&](const std::string& id) { return !wanted.contains(id); });
  const auto& asked = snapshot.asked.definitions;
  for (std::size_t i = 0; i < asked.size() && i < snapshot.answer.definitions.size(); ++i) {
    const auto& answer = snapshot.answer.definitions[i];
    if (answer.ok() && answer.value().empty()) found.insert(asked[i]);
  }
  snapshot.options.cache->set_found_definitions(std::move(found));
}

auto take_parents(const TenantSnapshot& snapshot, Desired& desired) -> void {
  auto* policy = std::get_if<object::Policy>(&desired.object);
  if (policy == nullptr) return;
  const auto& codec = object::codec_of(policy->target);
  for (auto& setting : policy->settings) {
    const auto* answer = answer_for(snapshot, codec, setting.key);
    if (answer != nullptr && answer->ok()) setting.parents = answer->value();
  }
}

}  // namespace

auto definitions_to_ask(const TenantSnapshot& snapshot) -> std::vector<std::string> {
  const auto wanted = unlisted_definitions(snapshot);
  const auto known = known_definitions(snapshot);
  std::vector<std::string> ids;
  std::set_difference(wanted.begin(), wanted.end(), known.begin(), known.end(), std::back_inserter(ids));
  return ids;
}

auto match_definitions(TenantSnapshot& snapshot) -> void {
  remember_definitions(snapshot);
  for (auto& one : snapshot.desired) {
    take_parents(snapshot, one);
    one.lacks_definition = any_setting(one, [&](const object::Codec& codec, const object::SettingKey& key) {
      const auto* answer = answer_for(snapshot, codec, key);
      return answer != nullptr && !answer->ok() && answer->error().kind == base::ErrorKind::NotFound;
    });
  }
}

auto answer_for(const TenantSnapshot& snapshot, const object::Codec& codec, const object::SettingKey& key)
    -> const DefinitionAnswer* {
  const auto id = id_of(codec, key);
  if (!id) return nullptr;
  const auto& asked = snapshot.asked.definitions;
  const auto found = std::lower_bound(asked.begin(), asked.end(), *id);
  const auto at = static_cast<std::size_t>(found - asked.begin());
  const bool is_there = found != asked.end() && *found == *id && at < snapshot.answer.definitions.size();
  return is_there ? &snapshot.answer.definitions[at] : nullptr;
}

}  // namespace pinwright::plan
