#include <fmt/format.h>

#include "base/text.hpp"
#include "object/marker.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

/// A group that is not there under its name, and others that say they are it: its owners can write a description.
auto of_claiming(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    if (one.claiming.empty()) continue;
    const auto* group = one.claiming.front();
    auto found = finding(
        snapshot, diag::Code::GroupAmbiguous, one.span, one.path,
        fmt::format("no group of the tenant has the display name {}, and {} carries the marker of `{}`: nothing else "
                    "shows that it is the same group",
                    base::quoted(object::display_name_of(one.object)),
                    base::quoted(object::display_name_of(group->object)), one.key),
        fmt::format(
            "is it the one? Give it the new name in the Entra admin center, or name it by its object ID, in the "
            "tenant: `groups: {{{}: {{id: {}}}}}`; is it another? Remove the line `{}…` from its description",
            one.key, group->id, object::group_marker_start(snapshot.options.workspace)));
    std::vector<std::string> ids;
    for (const auto* live : one.claiming) ids.push_back(live->id);
    found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), listed_ids(ids)));
    sink.add(std::move(found));
  }
}

}  // namespace

auto group_ambiguous(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  of_claiming(snapshot, sink);
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind != Resolved::Kind::Group || lookup.ids.size() < 2) continue;
    auto found = finding(snapshot, diag::Code::GroupAmbiguous, lookup.span, lookup.path,
                         fmt::format("{} groups of the tenant have the display name {}", lookup.ids.size(),
                                     base::quoted(lookup.display_name)),
                         fmt::format("name the one that is meant by its object ID, in the tenant: `groups: {{{}: {{id: "
                                     "…}}}}`",
                                     lookup.key));
    found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), listed_ids(lookup.ids)));
    if (lookup.used.known()) found.labels.push_back({lookup.used, "assigned here"});
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
