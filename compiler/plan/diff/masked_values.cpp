#include "plan/diff/masked_values.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "object/from_graph.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/diff/replaced.hpp"
#include "plan/tenant_cache.hpp"

namespace pinwright::plan {

namespace {

/// Of what is ours and no longer declared: given up or protected, it stays as it is.
auto is_kept(const TenantSnapshot& snapshot, const object::Live& live) -> bool {
  const auto& offboard = snapshot.tenant().offboard;
  const auto marker = snapshot.owner_of(live).marker;
  return (offboard && offboard->value == model::Offboard::Forget) || (marker && marker->is_protected);
}

using Declared = std::map<std::string_view, const object::Setting*>;

/// The settings whose values stand in the files in clear.
auto declared_in_clear(const object::Object& object) -> Declared {
  Declared declared;
  const auto* policy = std::get_if<object::Policy>(&object);
  if (policy == nullptr) return declared;
  for (const auto& setting : policy->settings) {
    if (setting.secrets.empty()) declared.emplace(object::identity(setting), &setting);
  }
  return declared;
}

auto is_cached(const TenantSnapshot& snapshot, const MaskedSetting& mask) -> bool {
  const auto& options = snapshot.options;
  if (options.cache == nullptr || options.masks != ReadMasks::UnlessCached) return false;
  return mask.declared != nullptr && !mask.reference.empty() &&
         options.cache->holds(*mask.live, mask.reference, value_text(*mask.declared, options.rules));
}

auto collect(TenantSnapshot& snapshot, const object::Live& live, const Declared& declared) -> void {
  const auto* policy = std::get_if<object::Policy>(&live.object);
  if (policy == nullptr || !object::codec_of(policy->target).tells_masked) return;
  for (const auto& setting : policy->settings) {
    const auto* mask = std::get_if<object::Masked>(&setting.value);
    if (mask == nullptr) continue;
    MaskedSetting masked{&live, &setting, nullptr, mask->reference, false, std::nullopt};
    const auto found = declared.find(object::identity(setting));
    if (found != declared.end() && found->second->type == setting.type) masked.declared = found->second;
    masked.is_cached = is_cached(snapshot, masked);
    snapshot.masked.push_back(std::move(masked));
  }
}

auto is_asked(const TenantSnapshot& snapshot, const MaskedSetting& mask) -> bool {
  return snapshot.options.masks != ReadMasks::Never && !mask.reference.empty() && !mask.is_cached && !mask.plain_text;
}

/// The answers to masks_to_ask().
auto take(TenantSnapshot& snapshot, Answer& answer) -> base::Status {
  std::size_t next = 0;
  for (auto& mask : snapshot.masked) {
    if (!is_asked(snapshot, mask) || next >= answer.plain_texts.size()) continue;
    auto& text = answer.plain_texts[next++];
    if (is_gone(text)) return text.error();
    mask.plain_text = std::move(text);
  }
  return base::Done{};
}

auto ask(TenantSnapshot& snapshot, Tenant& tenant) -> base::Status {
  Question question;
  question.masked = masks_to_ask(snapshot);
  if (question.masked.empty()) return base::Done{};
  auto answer = tenant.ask(question);
  return take_plain_texts(snapshot, tenant, answer);
}

/// Whether a value that was read is not what the cache says of this very state.
auto is_contradicted(const TenantSnapshot& snapshot) -> bool {
  const auto* cache = snapshot.options.cache;
  return cache != nullptr && std::any_of(snapshot.masked.begin(), snapshot.masked.end(), [&](const auto& mask) {
           return was_read(mask) &&
                  cache->contradicts(*mask.live, mask.reference, value_text(revealed(mask), snapshot.options.rules));
         });
}

}  // namespace

auto revealed(const MaskedSetting& mask) -> object::Setting {
  auto setting = *mask.setting;
  object::reveal(setting, mask.plain_text->value());
  return setting;
}

auto was_read(const MaskedSetting& mask) -> bool { return mask.plain_text && mask.plain_text->ok(); }

auto collect_masks(TenantSnapshot& snapshot) -> void {
  for (const auto& one : snapshot.desired) {
    if (const auto* live = one.live()) collect(snapshot, *live, declared_in_clear(one.object));
    // A new object is made of its values.
    if (const auto* live = one.of_other_target()) collect(snapshot, *live, {});
    const bool may_go = one.replaced != nullptr && replaced_state(snapshot, one).wait == Wait::None;
    if (may_go) collect(snapshot, *one.replaced, {});
  }
  // What a delete takes away is shown, and kept in the journal.
  for (const auto* live : snapshot.leftovers) {
    if (!is_kept(snapshot, *live)) collect(snapshot, *live, {});
  }
}

auto masks_to_ask(const TenantSnapshot& snapshot) -> std::vector<MaskedValue> {
  std::vector<MaskedValue> values;
  for (const auto& one : snapshot.masked) {
    if (is_asked(snapshot, one)) values.push_back({one.live->id, one.reference});
  }
  return values;
}

auto take_plain_texts(TenantSnapshot& snapshot, Tenant& tenant, Answer& answer) -> base::Status {
  if (auto taken = take(snapshot, answer); !taken.ok()) return taken;
  if (!is_contradicted(snapshot)) return base::Done{};
  snapshot.options.cache->clear();
  for (auto& mask : snapshot.masked) mask.is_cached = false;
  return ask(snapshot, tenant);
}

auto ask_changed(TenantSnapshot& snapshot, Tenant& tenant, const std::vector<Change>& changes) -> base::Result<bool> {
  std::set<std::string> changed;
  for (const auto& change : changes) {
    if (change.action != Action::NoOp) changed.insert(base::folded(change.id));
  }
  bool any = false;
  for (auto& mask : snapshot.masked) {
    if (!mask.is_cached || !changed.contains(base::folded(mask.live->id))) continue;
    mask.is_cached = false;
    any = true;
  }
  if (!any) return false;
  if (auto asked = ask(snapshot, tenant); !asked.ok()) return asked.error();
  return true;
}

}  // namespace pinwright::plan
