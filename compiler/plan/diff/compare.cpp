#include "plan/diff/compare.hpp"

#include <cstddef>
#include <string>
#include <utility>

#include "object/setting_path.hpp"
#include "plan/diff/compare_settings.hpp"
#include "plan/marker.hpp"
#include "plan/secrecy.hpp"
#include "plan/secrets.hpp"

namespace pinwright::plan {

namespace {

using object::Object;
using Digest = std::optional<std::string>;

/// D, L and M of a section: see Reason.
auto reason_of(bool is_equal, bool is_as_marked, const Digest& marked, const std::string& declared) -> Reason {
  if (is_equal) return Reason::None;
  // A section that was not managed before cannot have drifted.
  if (!marked || is_as_marked) return Reason::Config;
  return *marked == declared ? Reason::Drift : Reason::Both;
}

/// Whether the rest of `live` is what was last written, whichever of description and scope tags were managed then.
auto rest_is_as_marked(const Object& live, const std::string& marked, const object::CanonicalRules& rules) -> bool {
  for (const bool with_description : {true, false}) {
    for (const bool with_tags : {true, false}) {
      auto like = live;
      object::set_description(like, with_description ? std::optional<std::string>("") : std::nullopt);
      if (auto* policy = std::get_if<object::Policy>(&like)) {
        policy->scope_tags.reset();
        if (with_tags) policy->scope_tags.emplace();
      } else if (with_tags) {
        continue;
      }
      if (object::digest(object::canonical_rest(live, like, rules)) == marked) return true;
    }
  }
  return false;
}

auto rest_reason(const Object& declared, const Object& live, const Digest& marked, const object::CanonicalRules& rules)
    -> Reason {
  const auto wanted = object::canonical_rest(declared, declared, rules);
  const bool is_equal = wanted == object::canonical_rest(live, declared, rules);
  const bool is_as_marked = marked && rest_is_as_marked(live, *marked, rules);
  return reason_of(is_equal, is_as_marked, marked, object::digest(wanted));
}

auto assignments_reason(const Desired& desired, const object::Live& live, const Digest& marked,
                        const object::CanonicalRules& rules) -> Reason {
  if (!desired.manages_assignments) return Reason::None;
  const auto wanted = object::canonical_assignments(desired.assignments, rules);
  const auto held = object::canonical_assignments(live.assignments, rules);
  if (wanted == held) return Reason::None;
  const auto held_digest = object::digest(held);
  if (marked && live.assignments.empty() && *marked != held_digest) return Reason::Unfinished;
  return reason_of(false, marked == held_digest, marked, object::digest(wanted));
}

auto content_reason(const Object& declared, const Object& live, const Digest& marked,
                    const object::CanonicalRules& rules) -> Reason {
  const auto wanted = object::canonical_content(declared, rules);
  const auto held = object::canonical_content(live, rules);
  return reason_of(wanted == held, marked == object::digest(held), marked, object::digest(wanted));
}

/// What is taken over has no marker to ask: it differs or it does not.
auto adopted(Reason reason) -> Reason { return reason == Reason::None ? Reason::None : Reason::Adopt; }

/// Secrets of which nobody can tell whether the tenant holds them, as ones that are sent again.
auto send_again(const object::Policy& declared, Comparison& comparison) -> void {
  bool has_any = false;
  for (std::size_t i = 0; i < declared.settings.size(); ++i) {
    const auto& setting = declared.settings[i];
    if (setting.secrets.empty() || comparison.secret_changed[i]) continue;
    has_any = true;
    auto path = object::setting_path(setting, "value");
    std::erase_if(comparison.paths, [&](const object::Difference& one) { return one.path == path; });
    comparison.paths.push_back({std::move(path), R"({"secret":true})", R"({"secret":true,"sentAgain":true})", true});
  }
  if (has_any && comparison.sections.settings == Reason::None) comparison.sections.settings = Reason::Secrets;
}

}  // namespace

auto compare(const TenantSnapshot& snapshot, const Desired& desired, const object::Live& live) -> Comparison {
  const auto& rules = snapshot.options.rules;
  const auto marker = snapshot.owner_of(live).marker;
  const bool is_ours = snapshot.owner_of(live).who == Owner::Who::Us;
  const auto marked = [&](Digest object::Marker::*section) { return is_ours ? (*marker).*section : Digest(); };
  Comparison result;
  auto written = Written::ByOthers;
  auto held = live.object;
  auto wanted = desired.object;
  if (auto* policy = std::get_if<object::Policy>(&wanted)) {
    *policy = with_values(std::move(*policy), snapshot.options.variable);
    auto settings = compare_settings(std::get<object::Policy>(desired.object), *policy,
                                     std::get<object::Policy>(live.object), is_ours ? marker : std::nullopt, rules);
    result.sections.settings = settings.reason;
    result.secret_changed = std::move(settings.secret_changed);
    std::get<object::Policy>(held).settings = std::move(settings.shown);
    written = settings.written;
  } else {
    result.sections.settings = content_reason(wanted, held, marked(&object::Marker::settings), rules);
  }
  const auto* declared = std::get_if<object::Policy>(&desired.object);
  const PolicySecrecy secrecy(snapshot.catalog(), declared != nullptr ? &declared->settings : nullptr,
                              snapshot.options.variable, written);
  result.paths = object::differences(&held, &wanted, rules, secrecy.both());
  if (is_ours && declared != nullptr && snapshot.options.rewrite.takes(desired.key)) send_again(*declared, result);
  result.sections.rest = rest_reason(desired.object, live.object, marked(&object::Marker::rest), rules);
  result.sections.assignments = assignments_reason(desired, live, marked(&object::Marker::assignments), rules);
  if (!is_ours) {
    result.sections.settings = adopted(result.sections.settings);
    result.sections.rest = adopted(result.sections.rest);
    result.sections.assignments = adopted(result.sections.assignments);
  }
  if (desired.manages_assignments)
    object::append(result.paths, object::differences(live.assignments, desired.assignments, rules));
  const auto assignments = desired.manages_assignments ? std::optional(desired.assignments) : std::nullopt;
  auto wanted_marker = marker_of(snapshot.options.workspace, desired.key, snapshot.tenant().tenant_id.value,
                                 desired.object, assignments, desired.is_protected, rules);
  // That an older program did not note which settings were secrets is no reason for a write.
  if (is_ours && !marker->secrets) wanted_marker.secrets.reset();
  // Of one that is gone the marker goes on to speak until something else has to be written.
  if (is_ours) wanted_marker.replaces = desired.replaced != nullptr ? desired.replaced->id : marker->replaces;
  result.marker_is_stale = !is_ours || *marker != wanted_marker;
  const auto* policy = std::get_if<object::Policy>(&live.object);
  const bool is_written = result.marker_is_stale || !result.paths.empty();
  if (policy != nullptr && is_written) result.hidden = secrecy.hidden_among(policy->settings);
  return result;
}

}  // namespace pinwright::plan
