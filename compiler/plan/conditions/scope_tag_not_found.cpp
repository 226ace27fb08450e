#include <fmt/format.h>

#include <vector>

#include "base/text.hpp"
#include "plan/conditions/conditions.hpp"

namespace pinwright::plan::conditions {

namespace {

struct Words {
  std::string message, help;
};

auto names_in(const TenantSnapshot& snapshot) -> std::vector<std::string_view> {
  std::vector<std::string_view> names;
  if (!snapshot.answer.scope_tags.ok()) return names;
  for (const auto& tag : snapshot.answer.scope_tags.value()) names.emplace_back(tag.display_name);
  return names;
}

auto words_for(const TenantSnapshot& snapshot, const Lookup& lookup) -> Words {
  const auto name = base::quoted(lookup.display_name);
  if (!snapshot.asked.scope_tags) {
    return {fmt::format("the scope tag {} cannot be used: Graph's v1.0 has no scope tags", name),
            "leave `graphApi: v1.0` out of the root file, or `scopeTags` out of the policy"};
  }
  if (lookup.ids.size() > 1) {
    return {fmt::format("{} scope tags have the display name {}", lookup.ids.size(), name),
            "rename one of them in the Intune admin center"};
  }
  return {fmt::format("no scope tag of the tenant has the display name {}", name),
          did_you_mean(lookup.display_name, names_in(snapshot),
                       "create it in the Intune admin center (Tenant administration, Roles, Scope tags), or replace "
                       "`scopeTags` in an override for this tenant")};
}

}  // namespace

auto scope_tag_not_found(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& lookup : snapshot.lookups) {
    if (lookup.kind != Resolved::Kind::ScopeTag || !lookup.answered || lookup.ids.size() == 1) continue;
    auto words = words_for(snapshot, lookup);
    sink.add(finding(snapshot, diag::Code::ScopeTagNotFound, lookup.span, lookup.path, std::move(words.message),
                     std::move(words.help)));
  }
}

}  // namespace pinwright::plan::conditions
