#include <fmt/format.h>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

auto message_of(const Lookup& lookup) -> std::string {
  if (!lookup.id.empty()) return fmt::format("no group of the tenant has the object ID `{}`", lookup.id);
  return fmt::format("no group of the tenant has the display name {}", base::quoted(lookup.display_name));
}

auto help_for(const Lookup& lookup) -> std::string {
  if (!lookup.id.empty()) {
    return fmt::format(
        "compare the ID with the object ID on the group's page in the Entra admin center, and check that it stands "
        "under the right tenant; `{}: none` drops its lines here",
        lookup.key);
  }
  return fmt::format(
      "compare the name with the Entra admin center, letter by letter; a name of this tenant alone stands "
      "in its `groups: {{{0}: {{displayName: …}}}}`, and `{0}: none` drops its lines here",
      lookup.key);
}

}  // namespace

auto group_not_found(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind != Resolved::Kind::Group || !lookup.answered || !lookup.ids.empty()) continue;
    auto found =
        finding(snapshot, diag::Code::GroupNotFound, lookup.span, lookup.path, message_of(lookup), help_for(lookup));
    if (lookup.used.known()) found.labels.push_back({lookup.used, "assigned here"});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
