#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "object/noun.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

/// What the files declare under the key of the marker; nullptr: nothing.
auto declared(const TenantSnapshot& snapshot, const Duplicate& duplicate) -> const Desired* {
  const auto found = std::find_if(snapshot.desired.begin(), snapshot.desired.end(), [&](const Desired& one) {
    return one.kind == duplicate.kind && !one.owned.empty() &&
           std::find(duplicate.lives.begin(), duplicate.lives.end(), one.owned.front()) != duplicate.lives.end();
  });
  return found == snapshot.desired.end() ? nullptr : &*found;
}

auto describe(const object::Live& live) -> std::string {
  return fmt::format("`{}`, {}, created {}", live.id, base::quoted(object::display_name_of(live.object)),
                     live.created.empty() ? "at an unknown time" : live.created);
}

auto help_with_copy(const TenantSnapshot& snapshot, const std::string& key, const object::Live& copy) -> std::string {
  return fmt::format(
      "delete the copy in the Intune admin center, or keep it as a policy of its own: `pinwright forget {} --tenant "
      "{} --id {}` takes its marker off",
      key, snapshot.tenant_name(), copy.id);
}

/// A copy does no harm to what is ours: people are told of it, and nothing waits for them.
auto tell_of_copies(const TenantSnapshot& snapshot, const Duplicate& duplicate, diag::Diagnostic& found) -> void {
  found.severity = diag::Severity::Warning;
  if (duplicate.kind == object::Kind::Group) {
    found.message += fmt::format("; `{}` is used", duplicate.original->id);
    found.help =
        "it is the oldest of those that a journal knows, else of those that policies of this workspace are assigned "
        "to, "
        "else of all; delete the other in the Entra admin center, or remove the line of the marker from its "
        "description";
    return;
  }
  found.message += fmt::format("; `{}` is this workspace's, as `adopt` or a journal says", duplicate.original->id);
  for (const auto* live : duplicate.lives) {
    if (live == duplicate.original) continue;
    found.help = help_with_copy(snapshot, duplicate.key, *live);
    return;
  }
}

/// What it was a copy of has been deleted since.
auto report_left_copies(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto* live : snapshot.left_copies) {
    const auto kind = object::kind_of(live->object);
    const auto key = snapshot.owner_of(*live).marker->key;
    auto found = finding(
        snapshot, diag::Code::DuplicateLivePolicy, {}, fmt::format("tenants.{}", snapshot.tenant_name()),
        fmt::format("a copy of the {} `{}`, which an apply deleted, still carries its marker", object::noun(kind), key),
        help_with_copy(snapshot, key, *live));
    found.severity = diag::Severity::Warning;
    found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), describe(*live)));
    sink.add(std::move(found));
  }
}

}  // namespace

auto duplicate_live_policy(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  report_left_copies(snapshot, sink);
  for (const auto& duplicate : snapshot.duplicates) {
    const auto* one = declared(snapshot, duplicate);
    auto found = finding(snapshot, diag::Code::DuplicateLivePolicy, one != nullptr ? one->span : source::Span{},
                         one != nullptr ? one->path : fmt::format("tenants.{}", snapshot.tenant_name()),
                         fmt::format("{} objects of the tenant carry the marker of the {} `{}`", duplicate.lives.size(),
                                     object::noun(duplicate.kind), duplicate.key),
                         "decide in the Intune admin center which one stays, and delete the other or remove the line "
                         "of the marker from its description; neither is touched before that");
    if (duplicate.original != nullptr) tell_of_copies(snapshot, duplicate, found);
    for (const auto* live : duplicate.lives)
      found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), describe(*live)));
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
