#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"
#include "check/claims.hpp"
#include "object/kept_text.hpp"

namespace pinwright::check::checks {

namespace {

/// Objects of one kind in one tenant, by folded display name.
class NamedObjects {
 public:
  NamedObjects(const TenantContext& context, std::string_view kind, diag::Sink& sink)
      : context_(context), kind_(kind), sink_(sink) {}

  /// `among`: names of other objects of the kind are no matter. `is_known_by_id`: it is taken over by its id, so no
  /// look-up by name can mistake it.
  auto add(std::string_view key, const lower::Filled& display_name, std::string_view among = {},
           bool is_known_by_id = false) -> void {
    const Seen seen{key, lower::place(display_name), is_known_by_id};
    auto name = fmt::format("{}\n{}", among, base::folded(object::kept_text(display_name.text)));
    const auto [entry, is_new] = seen_.emplace(std::move(name), seen);
    const bool are_told_apart = is_known_by_id && entry->second.is_known_by_id;
    if (!is_new && !are_told_apart) report(entry->second, seen);
  }

 private:
  struct Seen {
    std::string_view key;
    source::Span span;
    bool is_known_by_id = false;
  };

  auto report(const Seen& first, const Seen& second) -> void {
    auto found = finding(context_, diag::Code::DisplayNameDuplicate, second.span,
                         fmt::format("{}.{}.displayName", kind_, second.key),
                         fmt::format("the {} `{}` and `{}` have the same display name", kind_, first.key, second.key),
                         "give each its own: administrators tell them apart by it, and so does a look-up by name "
                         "(letter case does not count)");
    if (first.span != second.span)
      found.labels.push_back({first.span, fmt::format("the display name of `{}`", first.key)});
    sink_.add(std::move(found));
  }

  const TenantContext& context_;
  std::string_view kind_;  // a key of the language, and the word for people
  diag::Sink& sink_;
  std::unordered_map<std::string, Seen> seen_;
};

}  // namespace

auto display_name_duplicate(const TenantContext& context, diag::Sink& sink) -> void {
  check_claims(context, sink);
  NamedObjects policies(context, "policies", sink);
  for (const auto& policy : context.deployment.policies) {
    const bool is_adopted = model::find(policy.declared->value.adopt, context.tenant_name()) != nullptr;
    policies.add(policy.name(), policy.display_name, object::word(policy.target), is_adopted);
  }
  NamedObjects groups(context, "groups", sink);
  for (const auto& group : context.deployment.groups) groups.add(group.key, group.display_name);
  NamedObjects filters(context, "filters", sink);
  for (const auto& filter : context.deployment.filters) filters.add(filter.key, filter.display_name);
}

}  // namespace pinwright::check::checks
