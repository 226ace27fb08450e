#include "plan/forget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/nearest.hpp"
#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "object/canonical.hpp"
#include "plan/marker.hpp"
#include "plan/replacement.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kShownKeys = 10;

using Owned = std::map<std::string, std::vector<const object::Live*>>;  // by key

auto owned_by(std::string_view workspace, std::string_view tenant_id, const std::vector<object::Live>& lives) -> Owned {
  Owned owned;
  for (const auto& live : lives) {
    const auto marker = marker_in(live.object);
    if (marker && object::belongs_to(*marker, workspace, tenant_id)) owned[marker->key].push_back(&live);
  }
  return owned;
}

auto help_for(const std::string& key, const Owned& owned) -> std::string {
  std::vector<std::string_view> keys;
  for (const auto& [one, lives] : owned) keys.emplace_back(one);
  if (const auto nearest = base::nearest(key, keys)) return fmt::format("did you mean `{}`?", *nearest);
  if (keys.empty()) return "this workspace owns no policy there";
  return fmt::format("it owns there: {}", base::listed({keys.begin(), keys.end()}, kShownKeys));
}

auto ids_of(const std::vector<const object::Live*>& lives) -> std::string {
  std::vector<std::string> ids;
  for (const auto* live : lives) ids.push_back(live->id);
  return base::listed(base::quoted_all(ids), kShownKeys);
}

auto none_of_id(const std::string& key, const std::string& id, const std::string& tenant_name,
                const std::vector<const object::Live*>& lives) -> base::Error {
  return {fmt::format("no policy of the key {} in tenant `{}` has the id {}", base::quoted(key), tenant_name,
                      base::quoted(id)),
          fmt::format("there is {}", ids_of(lives))};
}

auto forget(const std::string& key, const object::Live& live) -> Change {
  Change change;
  change.kind = object::Kind::Policy;
  change.key = key;
  change.name = object::display_name_of(live.object);
  change.id = live.id;
  change.action = Action::Forget;
  change.reason = Reason::Removed;
  change.before = live;
  change.live_hash = object::live_hash(live);
  return change;
}

}  // namespace

auto plan_forget(const std::vector<std::string>& keys, const std::string& id, const std::string& tenant_name,
                 std::string_view workspace, Tenant& tenant) -> base::Result<TenantPlan> {
  const auto access = tenant.access();
  if (!access.ok()) return access.error();
  Question question;
  question.policies = true;
  question.whole.keys = {keys.begin(), keys.end()};
  const auto answer = tenant.ask(question);
  if (!answer.policies.ok()) return answer.policies.error();
  const auto owned = owned_by(workspace, access.value().tenant_id, answer.policies.value());
  TenantPlan plan;
  plan.name = tenant_name;
  plan.tenant_id = access.value().tenant_id;
  for (const auto& key : std::set(keys.begin(), keys.end())) {
    const auto found = owned.find(key);
    if (found == owned.end() && !answer.unlisted.empty()) return answer.unlisted.begin()->second;
    if (found == owned.end()) {
      return base::Error{fmt::format("no policy of workspace `{}` in tenant `{}` has the key {}", workspace,
                                     tenant_name, base::quoted(key)),
                         help_for(key, owned)};
    }
    auto lives = found->second;
    if (!id.empty()) {
      std::erase_if(lives, [&](const object::Live* live) { return !base::equal_folded(live->id, id); });
      if (lives.empty()) return none_of_id(key, id, tenant_name, found->second);
    }
    // While one takes the place of the other both are the policy.
    if (lives.size() > 1 && !are_replacement(lives)) {
      return base::Error{
          fmt::format("{} policies in tenant `{}` carry the marker of `{}`", lives.size(), tenant_name, key),
          fmt::format("name the one to give up with `--id`: {}", ids_of(lives))};
    }
    for (const auto* live : lives) plan.changes.push_back(forget(key, *live));
  }
  return plan;
}

}  // namespace pinwright::plan
