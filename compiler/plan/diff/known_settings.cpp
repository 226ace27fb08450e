#include "plan/diff/known_settings.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "plan/tenant_cache.hpp"

namespace pinwright::plan {

KnownSettings::KnownSettings(TenantSnapshot& snapshot) : snapshot_(snapshot) {
  if (!is_used()) return;
  for (const auto& one : snapshot.desired) {
    if (one.kind == object::Kind::Policy) declared_.emplace(one.key, &one);
  }
}

auto KnownSettings::is_used() const -> bool {
  return snapshot_.options.cache != nullptr && snapshot_.options.masks == ReadMasks::UnlessCached;
}

/// Wanted whole for another reason than that it is ours.
auto KnownSettings::may_be_taken_over(const object::Live& live) const -> bool {
  const auto& whole = snapshot_.asked.whole;
  return whole.ids.contains(base::folded(live.id)) ||
         whole.names.contains(base::folded(object::display_name_of(live.object)));
}

auto KnownSettings::declared_for(const object::Live& live, std::string_view key) const -> const Desired* {
  const auto found = declared_.find(key);
  if (found == declared_.end()) return nullptr;
  const auto& declared = *found->second;
  if (object::target_of(declared.object) != object::target_of(live.object)) return nullptr;
  const auto text = settings_text(snapshot_, declared);
  return !text.empty() && snapshot_.options.cache->holds(live, TenantCache::kAllSettings, text) ? &declared : nullptr;
}

auto KnownSettings::holds(const object::Live& live) -> bool {
  if (!is_used() || may_be_taken_over(live)) return false;
  const auto owner = snapshot_.owner_of(live);
  if (owner.who != Owner::Who::Us) return snapshot_.options.cache->sets_none_of(live, snapshot_.asked.nodes);
  const auto* declared = declared_for(live, owner.marker->key);
  if (declared != nullptr) held_[base::folded(live.id)] = declared;
  return declared != nullptr;
}

auto KnownSettings::take() -> void {
  if (held_.empty() || !snapshot_.answer.policies.ok()) return;
  for (auto& live : snapshot_.answer.policies.value()) {
    const auto found = held_.find(base::folded(live.id));
    if (found == held_.end() || live.has_settings || live.unreadable) continue;
    std::get<object::Policy>(live.object).settings = std::get<object::Policy>(found->second->object).settings;
    live.has_settings = true;
    snapshot_.known_settings.insert(&live);
  }
}

auto settings_text(const TenantSnapshot& snapshot, const Desired& desired) -> std::string {
  const auto* policy = std::get_if<object::Policy>(&desired.object);
  if (policy == nullptr || object::codec_of(policy->target).settings_path.empty()) return {};
  const bool has_secret = std::any_of(policy->settings.begin(), policy->settings.end(),
                                      [](const object::Setting& one) { return !one.secrets.empty(); });
  return has_secret ? std::string() : object::canonical_settings(policy->settings, snapshot.options.rules);
}

auto read_changed(TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes) -> base::Result<bool> {
  std::set<std::string> changed;
  for (const auto& change : changes) {
    if (change.action != Action::NoOp) changed.insert(base::folded(change.id));
  }
  std::vector<object::Live*> lives;
  Question question;
  if (!snapshot.known_settings.empty()) {
    for (auto& live : snapshot.answer.policies.value()) {
      if (!snapshot.known_settings.contains(&live) || !changed.contains(base::folded(live.id))) continue;
      lives.push_back(&live);
      question.policy_ids.push_back({live.id, object::target_of(live.object)});
    }
  }
  if (lives.empty()) return false;
  auto answer = tenant.ask(question);
  for (std::size_t i = 0; i < lives.size(); ++i) {
    auto& read = answer.policies_by_id.at(i);
    if (is_gone(read)) return read.error();
    snapshot.known_settings.erase(lives[i]);
    if (read.ok()) {
      std::get<object::Policy>(lives[i]->object).settings = std::get<object::Policy>(read.value().object).settings;
      lives[i]->unreadable = read.value().unreadable;
    } else {
      lives[i]->unreadable = read.error().message;
    }
  }
  return true;
}

}  // namespace pinwright::plan
