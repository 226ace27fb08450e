#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan::conditions {

namespace {

constexpr std::size_t kShownPolicies = 6;

struct Unread {
  std::size_t values = 0;
  std::set<const object::Live*> policies;
  bool forbidden = false;
  bool unasked = false;  ///< v1.0 shows no reference
  std::string other;     ///< another reason why a value could not be read
};

auto unread_values(const TenantSnapshot& snapshot) -> Unread {
  Unread unread;
  for (const auto& one : snapshot.masked) {
    if (one.is_cached || (one.plain_text && one.plain_text->ok())) continue;
    ++unread.values;
    unread.policies.insert(one.live);
    if (!one.plain_text) {
      unread.unasked = true;
    } else if (one.plain_text->error().kind == base::ErrorKind::Forbidden) {
      unread.forbidden = true;
    } else {
      unread.other = one.plain_text->error().message;
    }
  }
  return unread;
}

auto help_for(const TenantSnapshot& snapshot, const Unread& unread) -> std::string {
  if (unread.forbidden)
    return "a change of such a value by hand is not seen: to compare it too, use a credential with "
           "`DeviceManagementConfiguration.ReadWrite.All`";
  if (snapshot.options.masks == ReadMasks::Never) return "to compare them too, leave out `--assume-unchanged`";
  if (unread.unasked) return "Graph's v1.0 does not say how to read it: leave `graphApi: v1.0` out of the root file";
  return "the policy may have been written while it was read: plan again";
}

/// By their keys: those of the files, and those that only a marker knows, such as one that is to be deleted.
auto keys_of(const TenantSnapshot& snapshot, const Unread& unread) -> std::vector<std::string> {
  std::set<std::string> keys;
  std::set<const object::Live*> named;
  for (const auto& one : snapshot.desired) {
    const auto* live = one.live();
    if (live == nullptr || !unread.policies.contains(live)) continue;
    named.insert(live);
    keys.insert(fmt::format("`{}`", one.key));
  }
  for (const auto* live : unread.policies) {
    if (named.contains(live)) continue;
    const auto marker = marker_in(live->object);
    keys.insert(marker ? fmt::format("`{}`", marker->key) : base::quoted(object::display_name_of(live->object)));
  }
  return {keys.begin(), keys.end()};
}

}  // namespace

auto masked_value(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  const auto unread = unread_values(snapshot);
  if (unread.values == 0) return;
  auto found = finding(
      snapshot, diag::Code::MaskedValue, tenant_place(snapshot), fmt::format("tenants.{}", snapshot.tenant_name()),
      fmt::format("{} that Intune keeps encrypted could not be read back", base::counted(unread.values, "value")),
      help_for(snapshot, unread));
  // It was asked for.
  if (snapshot.options.masks == ReadMasks::Never) found.severity = diag::Severity::Note;
  found.notes.push_back(
      fmt::format("in `{}`: {}", snapshot.tenant_name(), base::listed(keys_of(snapshot, unread), kShownPolicies)));
  if (!unread.other.empty()) found.notes.push_back(unread.other);
  sink.add(std::move(found));
}

}  // namespace pinwright::plan::conditions
