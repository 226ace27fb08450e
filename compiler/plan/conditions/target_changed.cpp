#include <fmt/format.h>

#include <optional>

#include "base/quoted_all.hpp"
#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/diff/successor.hpp"

namespace pinwright::plan::conditions {

namespace {

constexpr std::size_t kShownSettings = 6;

struct Words {
  std::string why, help;
};

auto words_for(const Desired& desired, const Obstacles& obstacles) -> Words {
  if (obstacles.is_protected) {
    return {"the policy is protected",
            fmt::format("`--replace {}` makes the new object, and deletes the old one when its time has come",
                        desired.key)};
  }
  const auto noun = object::noun_of(desired.object);
  if (!obstacles.unsayable.empty()) {
    return {
        fmt::format("a {} cannot carry what the old one holds: {}", noun,
                    base::listed(base::quoted_all(obstacles.unsayable), kShownSettings)),
        "apply with the old target first, so that the old object is what the files say, and then change the target"};
  }
  if (!obstacles.unknown.empty()) {
    return {fmt::format("values of the old one are not to be had, and the files do not declare them: {}",
                        base::listed(base::quoted_all(obstacles.unknown), kShownSettings)),
            "declare these settings, or apply with the old target first, which takes them out; then change the target"};
  }
  return {fmt::format("the tenant has a {} of the name {} that is not this workspace's", noun,
                      base::quoted(object::display_name_of(obstacles.same_name->object))),
          "give one of the two another display name"};
}

}  // namespace

auto target_changed(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  std::optional<PlaintextResolver> resolver;  // it looks at all that is there: made once, if at all
  for (const auto& one : snapshot.desired) {
    const auto* live = one.of_other_target();
    if (live == nullptr || live->unreadable || one.lacks_variables || one.lacks_definition) continue;
    if (!resolver) resolver.emplace(snapshot);
    const auto obstacles = successor_of(snapshot, *resolver, one).obstacles;
    if (!obstacles.any()) continue;
    auto words = words_for(one, obstacles);
    const bool is_chosen = one.policy != nullptr && one.policy->target_span.known();
    auto found = finding(snapshot, diag::Code::TargetChanged, is_chosen ? one.policy->target_span : one.span, one.path,
                         fmt::format("the policy `{}` is a {} in the tenant, and cannot become a {}: {}", one.key,
                                     object::noun_of(live->object), object::noun_of(one.object), words.why),
                         std::move(words.help));
    found.notes.push_back(fmt::format("in `{}`: it is `{}`", snapshot.tenant_name(), live->id));
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
