#include <fmt/format.h>

#include "base/text.hpp"
#include "grammar/datetime.hpp"
#include "object/codec/codec.hpp"
#include "plan/conditions/conditions.hpp"
#include "plan/diff/replaced.hpp"

namespace pinwright::plan::conditions {

namespace {

auto instant(const std::optional<std::int64_t>& seconds) -> std::string {
  return seconds ? grammar::datetime_of(*seconds) : std::string("an unknown time");
}

/// When the old one goes, as a clause behind its id.
auto when(const ReplacedState& state) -> std::string {
  switch (state.wait) {
    case Wait::None:
      return "may be deleted now";
    case Wait::Readable:
      return "stays, since not all of the two could be read";
    case Wait::Assigned:
      return "stays, since the new one is not assigned yet";
    case Wait::Linked:
      return "stays until the next apply but one, since the files were turned back";
    case Wait::Allowed:
      return "stays, since the policy is protected";
    case Wait::Now:
      return fmt::format("stays: a device may need {} to reach Intune",
                         base::listed({state.connecting.begin(), state.connecting.end()}, state.connecting.size()));
    case Wait::Time:
      return fmt::format("may be deleted from {} on", instant(state.due));
    case Wait::KnownTime:
      return "stays, since the tenant does not say how late it is";
  }
  return {};
}

auto help_for(const Desired& desired, Wait wait) -> std::string {
  switch (wait) {
    case Wait::None:
      return "an apply that has nothing to change in the new one deletes it";
    case Wait::Readable:
      return "see what is said of the two; the apply after that goes on";
    case Wait::Assigned:
    case Wait::Linked:
      return "apply: the one after it deletes the old one when its time has come";
    case Wait::Allowed:
      return fmt::format("`--replace {}` lets an apply delete it", desired.key);
    case Wait::Now:
      return fmt::format("see that devices have the new one, then `--replace-now {}` deletes the old one", desired.key);
    case Wait::Time:
    case Wait::KnownTime:
      return fmt::format(
          "an apply from then on deletes it; `--replace-after` sets the time, and `--replace-now {}` passes over it",
          desired.key);
  }
  return {};
}

}  // namespace

auto replacing(const TenantSnapshot& snapshot, diag::Sink& sink) -> void {
  for (const auto& one : snapshot.desired) {
    if (one.replaced == nullptr) continue;
    const auto state = replaced_state(snapshot, one);
    auto found = finding(snapshot, diag::Code::Replacing, one.span, one.path,
                         fmt::format("the policy `{}` is being replaced: beside the {} there still is a {}", one.key,
                                     object::noun_of(one.object), object::noun_of(one.replaced->object)),
                         help_for(one, state.wait));
    found.notes.push_back(fmt::format("in `{}`: since {}; the old one, `{}`, {}", snapshot.tenant_name(),
                                      instant(state.since), one.replaced->id, when(state)));
    sink.add(std::move(found));
  }
}

}  // namespace pinwright::plan::conditions
