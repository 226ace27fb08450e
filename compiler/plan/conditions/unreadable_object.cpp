#include <fmt/format.h>

#include "base/text.hpp"
#include "object/noun.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

constexpr std::size_t kShownObjects = 6;

auto id_of(const object::Live& live) -> std::string {
  return live.id.empty() ? "an object without an id" : fmt::format("`{}`", live.id);
}

auto describe(const object::Live& live) -> std::string {
  const auto& name = object::display_name_of(live.object);
  return fmt::format("{}{}{}: {}", id_of(live), name.empty() ? "" : " ", name.empty() ? "" : base::quoted(name),
                     live.unreadable.value_or(""));
}

/// One of ours is not written, and the others are.
auto report_ours(const TenantSnapshot& snapshot, const object::Live& live, std::string_view key, source::Span span,
                 std::string path, diag::Sink& sink) -> void {
  auto found = finding(snapshot, diag::Code::UnreadableObject, span, std::move(path),
                       fmt::format("the {} that belongs to `{}` cannot be read, so nothing is written to it",
                                   object::noun(object::kind_of(live.object)), key),
                       "look at it in the Intune admin center: save it there anew, or delete it");
  found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), describe(live)));
  sink.add(std::move(found));
}

auto report_all_of_ours(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    if (const auto* live = one.unreadable()) report_ours(snapshot, *live, one.key, one.span, one.path, sink);
  }
  for (const auto* live : snapshot.unreadable_leftovers) {
    report_ours(snapshot, *live, snapshot.owner_of(*live).marker->key, {},
                fmt::format("tenants.{}", snapshot.tenant_name()), sink);
  }
}

auto foreign(const TenantSnapshot& snapshot) -> std::vector<std::string> {
  std::vector<std::string> objects;
  const auto add = [&](const std::vector<object::Live>& lives) {
    for (const auto& live : lives) {
      if (live.unreadable && snapshot.owner_of(live).who != Owner::Who::Us) objects.push_back(describe(live));
    }
  };
  add(snapshot.live_policies());
  add(snapshot.live_filters());
  return objects;
}

}  // namespace

auto unreadable_object(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  report_all_of_ours(snapshot, sink);
  const auto objects = foreign(snapshot);
  if (objects.empty()) return;
  auto found = finding(snapshot, diag::Code::UnreadableObject, tenant_place(snapshot),
                       fmt::format("tenants.{}", snapshot.tenant_name()),
                       fmt::format("{} of the tenant that this workspace does not own cannot be read in full",
                                   base::counted(objects.size(), "object")),
                       "nothing is done to it: what it sets was compared as far as it can be read");
  found.severity = diag::Severity::Note;
  found.notes.push_back(fmt::format("in `{}`: {}", snapshot.tenant_name(), base::listed(objects, kShownObjects)));
  sink.add(std::move(found));
}

}  // namespace pinwright::plan::conditions
