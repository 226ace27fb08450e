#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

struct Words {
  std::string message, help;
};

/// None, where an ID was looked for.
auto names_for(const TenantSnapshot& snapshot, const Lookup& lookup) -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  if (!lookup.id.empty()) return names;
  for (const auto& live : snapshot.live_filters()) names.emplace_back(object::display_name_of(live.object));
  return names;
}

auto named(const Lookup& lookup) -> std::string {
  return lookup.id.empty() ? fmt::format("the display name {}", base::quoted(lookup.display_name))
                           : fmt::format("the ID `{}`", lookup.id);
}

auto words_for(const TenantSnapshot& snapshot, const Lookup& lookup) -> Words {
  if (!snapshot.asked.filters) {
    return {fmt::format("the assignment filter `{}` cannot be used: Graph's v1.0 has no filters", lookup.key),
            "leave `graphApi: v1.0` out of the root file, or the filter out of the assignments"};
  }
  if (lookup.ids.size() > 1) {
    return {
        fmt::format("{} assignment filters have {}", lookup.ids.size(), named(lookup)),
        fmt::format("name the one that is meant by its ID, in the tenant: `groups: {{{}: {{id: …}}}}`", lookup.key)};
  }
  if (!lookup.platform.empty()) {
    return {fmt::format("the assignment filter of {} is for {}", named(lookup), base::quoted(lookup.platform)),
            "name a filter for Windows 10 and later: the platform of a filter cannot be changed"};
  }
  return {fmt::format("no assignment filter has {}", named(lookup)),
          did_you_mean(lookup.display_name, names_for(snapshot, lookup),
                       "compare it with the Intune admin center (Tenant administration, Filters), or let this "
                       "workspace make it: `create: true` and a `rule`")};
}

}  // namespace

auto filter_not_found(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind != Resolved::Kind::Filter || !lookup.answered || lookup.ids.size() == 1) continue;
    auto words = words_for(snapshot, lookup);
    auto found = finding(snapshot, diag::Code::FilterNotFound, lookup.span, lookup.path, std::move(words.message),
                         std::move(words.help));
    if (lookup.ids.size() > 1)
      found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), listed_ids(lookup.ids)));
    if (lookup.used.known()) found.labels.push_back({lookup.used, "assigned here"});
    sink.add(std::move(found));
  }
  // What this workspace would make has no Lookup.
  if (snapshot.asked.filters) return;
  for (const auto& one : snapshot.desired) {
    if (one.kind != object::Kind::Filter) continue;
    sink.add(finding(snapshot, diag::Code::FilterNotFound, one.span, one.path,
                     fmt::format("the assignment filter `{}` cannot be made: Graph's v1.0 has no filters", one.key),
                     "leave `graphApi: v1.0` out of the root file, or the filter out of the files"));
  }
}

}  // namespace pinwright::plan::conditions
