#include "plan/diff/remember.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/codec/codec.hpp"
#include "object/foreign_policy.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/diff/known_settings.hpp"
#include "plan/diff/masked_values.hpp"
#include "plan/tenant_cache.hpp"

namespace pinwright::plan {

namespace {

constexpr std::int64_t kSettledAfter = 300;  // seconds

/// A value that is as declared.
struct Value {
  const object::Live* live;
  std::string reference, text;
};

auto new_values(const TenantSnapshot& snapshot, const std::vector<Change>& changes) -> std::vector<Value> {
  const auto& cache = *snapshot.options.cache;
  const auto& rules = snapshot.options.rules;
  std::vector<Value> values;
  const auto add = [&](const object::Live& live, std::string_view reference, std::string text) {
    if (!cache.holds(live, reference, text)) values.push_back({&live, std::string(reference), std::move(text)});
  };
  for (const auto& mask : snapshot.masked) {
    if (mask.is_cached || !was_read(mask) || mask.declared == nullptr) continue;
    auto text = value_text(revealed(mask), rules);
    if (text == value_text(*mask.declared, rules)) add(*mask.live, mask.reference, std::move(text));
  }
  std::set<std::string> same;
  for (const auto& change : changes) {
    const bool is_update = change.action == Action::NoOp || change.action == Action::Update;
    if (is_update && change.sections.settings == Reason::None) same.insert(base::folded(change.id));
  }
  for (const auto& one : snapshot.desired) {
    const auto* live = one.live();
    if (live == nullptr || snapshot.known_settings.contains(live) || !same.contains(base::folded(live->id))) continue;
    auto text = settings_text(snapshot, one);
    if (!text.empty()) add(*live, TenantCache::kAllSettings, std::move(text));
  }
  return values;
}

auto reads_settings_apart(const object::Live& live) -> bool {
  return !object::codec_of(object::target_of(live.object)).settings_path.empty();
}

/// Policies whose settings were read, and whose nodes the cache does not have.
auto new_policies(const TenantSnapshot& snapshot) -> std::vector<const object::Live*> {
  std::vector<const object::Live*> lives;
  for (const auto& live : snapshot.live_policies()) {
    const bool was_read = live.has_settings && !live.unreadable && !snapshot.known_settings.contains(&live);
    if (was_read && reads_settings_apart(live) && !snapshot.options.cache->has_nodes(live)) lives.push_back(&live);
  }
  return lives;
}

auto nodes_of(const TenantSnapshot& snapshot, const object::Live& live) -> std::set<std::string> {
  std::set<std::string> nodes;
  for (const auto& setting : std::get<object::Policy>(live.object).settings)
    nodes.insert(object::node_id(setting.key, snapshot.tenant().tenant_id.value));
  return nodes;
}

/// The policies of a later list, by folded id.
using Later = std::map<std::string, const object::Live*>;

/// Whether what was read of `live` is surely of the state that it shows: it is in the later list just as before, and
/// was written long enough before the service told that.
auto is_settled(const object::Live& live, const Later& later, std::int64_t served_at) -> bool {
  const auto found = later.find(base::folded(live.id));
  const auto modified = grammar::datetime_to_seconds(live.last_modified);
  if (found == later.end() || !modified || served_at == 0 || *modified >= served_at - kSettledAfter) return false;
  const auto& now = *found->second;
  const bool is_same = now.version == live.version && now.last_modified == live.last_modified;
  return is_same && (reads_settings_apart(live) || object::live_hash(now) == object::live_hash(live));
}

}  // namespace

auto remember(const TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes) -> void {
  auto* cache = snapshot.options.cache;
  if (cache == nullptr) return;
  const auto values = new_values(snapshot, changes);
  const auto policies = new_policies(snapshot);
  if (values.empty() && policies.empty()) return;
  Question question;
  question.policies = true;
  question.targets = snapshot.asked.targets;
  const auto answer = tenant.ask(question);
  if (!answer.policies.ok()) return;
  Later later;
  for (const auto& live : answer.policies.value()) later[base::folded(live.id)] = &live;
  cache->keep_only([&](const std::string& id) { return later.contains(id); });
  for (const auto& [live, reference, text] : values) {
    if (is_settled(*live, later, answer.served_at)) cache->take(*live, reference, text);
  }
  for (const auto* live : policies) {
    if (is_settled(*live, later, answer.served_at)) cache->take_nodes(*live, nodes_of(snapshot, *live));
  }
}

}  // namespace pinwright::plan
