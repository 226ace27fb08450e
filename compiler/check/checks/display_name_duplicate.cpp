#include <fmt/format.h>

#include <string>
#include <unordered_map>
#include <utility>

#include "base/text.hpp"
#include "check/check.hpp"

namespace pinwright::check::checks {

namespace {

/// Objects of one kind in one tenant, by folded display name.
class NamedObjects {
 public:
  NamedObjects(const TenantContext& context, std::string_view kind, diag::Sink& sink)
      : context_(context), kind_(kind), sink_(sink) {}

  /// `among`: names of other objects of the kind are no matter.
  auto add(std::string_view key, const lower::Filled& display_name, std::string_view among = {}) -> void {
    const auto span = lower::place(context_.all.sources, display_name);
    const auto [entry, is_new] =
        seen_.emplace(fmt::format("{}\n{}", among, base::folded(display_name.text)), Seen{key, span});
    if (!is_new) report(entry->second, {key, span});
  }

 private:
  struct Seen {
    std::string_view key;
    source::Span span;
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
  NamedObjects policies(context, "policies", sink);
  for (const auto& policy : context.deployment.policies) {
    policies.add(policy.name(), policy.display_name, object::word(policy.target));
  }
  NamedObjects groups(context, "groups", sink);
  for (const auto& group : context.deployment.groups) groups.add(group.key, group.display_name);
  NamedObjects filters(context, "filters", sink);
  for (const auto& filter : context.deployment.filters) filters.add(filter.key, filter.display_name);
}

}  // namespace pinwright::check::checks
