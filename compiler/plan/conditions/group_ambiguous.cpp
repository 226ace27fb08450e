#include <fmt/format.h>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

auto group_ambiguous(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
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
