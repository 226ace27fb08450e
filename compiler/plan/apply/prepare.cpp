#include "plan/apply/prepare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.hpp"
#include "object/codec/codec.hpp"
#include "object/marker.hpp"
#include "plan/marker.hpp"
#include "plan/secrets.hpp"
#include "plan/staleness.hpp"

namespace pinwright::plan {

namespace {

/// An Error when the reference has no id and none was made for it.
auto fill_id(object::Kind kind, object::Reference& reference, const MadeIds& made) -> base::Status {
  if (!reference.id.empty()) return base::Done{};
  const auto found = made.find({kind, reference.key});
  if (found == made.end()) {
    return base::Error{fmt::format("the {} `{}` has no id: it was not made", object::word(kind), reference.key), {}};
  }
  reference.id = found->second;
  return base::Done{};
}

/// Assignments with an id for every group and filter. An Error names what has none.
auto with_ids(std::vector<object::Assignment> assignments, const MadeIds& made)
    -> base::Result<std::vector<object::Assignment>> {
  for (auto& assignment : assignments) {
    if (assignment.target == object::Assignment::Target::Group) {
      if (auto status = fill_id(object::Kind::Group, assignment.group, made); !status.ok()) return status.error();
    }
    if (assignment.filter) {
      if (auto status = fill_id(object::Kind::Filter, assignment.filter->filter, made); !status.ok())
        return status.error();
    }
  }
  return assignments;
}

/// What the files do not manage stays as it is, also where a body takes the place of all.
auto keep_unmanaged(object::Object& object, const object::Live* live) -> void {
  auto* policy = std::get_if<object::Policy>(&object);
  if (policy == nullptr || live == nullptr || !object::replaces_whole(object::codec_of(policy->target))) return;
  if (!policy->scope_tags) policy->scope_tags = std::get<object::Policy>(live->object).scope_tags;
}

/// What the files manage of the object: that alone is in the digests of its marker.
auto managed_part(const Change& change, object::Object object) -> object::Object {
  if (change.action != Action::Replace) return object;
  if (change.replacement.carries_description) object::set_description(object, std::nullopt);
  if (change.replacement.carries_scope_tags) std::get<object::Policy>(object).scope_tags.reset();
  return object;
}

/// `change.after` with its marker and, where the files do not manage the description, the text of `live`. Values from
/// the environment stay `{env.NAME}`. `assignments` have their ids. Of a Forget: live without marker.
auto wanted_object(const ApplyRun& run, const Change& change, const std::vector<object::Assignment>& assignments,
                   const object::Live* live) -> object::Object {
  if (!change.after) {
    auto object = live != nullptr ? live->object : object::Object();
    object::set_description(object, text_without_marker(object));
    return object;
  }
  auto object = *change.after;
  if (change.restores) {
    object::set_description(object, object::description_of(object).value_or(""));
    return object;
  }
  const bool manages_text = object::description_of(object).has_value();
  const auto text = manages_text      ? text_without_marker(object)
                    : live != nullptr ? text_without_marker(live->object)
                                      : std::string();
  const auto managed = change.manages_assignments ? std::optional(assignments) : std::nullopt;
  auto marker = marker_of(run.options.workspace, change.key, run.plan.tenant_id, managed_part(change, object), managed,
                          change.is_protected);
  // With it the body would not be the one that was approved.
  if (makes_object(change.action) && !run.expects_approval()) marker.run = run.options.run_id;
  marker.replaces = change.replaces;
  object::set_description(object, object::join_description(change.kind, text, marker));
  keep_unmanaged(object, live);
  return object;
}

/// A group or filter that the job's assignments use and that was not written as planned.
auto failed_need(const ApplyRun& run, const Job& job) -> const Job* {
  const auto uses = [&](const Job& other) {
    return std::any_of(job.change->assignments.begin(), job.change->assignments.end(), [&](const auto& assignment) {
      const auto& key = other.change->key;
      return other.change->kind == object::Kind::Group ? assignment.group.key == key
                                                       : assignment.filter && assignment.filter->filter.key == key;
    });
  };
  for (const auto& other : run.jobs) {
    const bool is_target = other.change->kind != object::Kind::Policy && other.change->action != Action::Delete;
    if (is_target && other.stage == Job::Stage::Ended && uses(other)) return &other;
  }
  return nullptr;
}

/// Why the body cannot be made; where only a description or assignments are written there is none.
auto error_of(const ApplyRun& run, const Change& change) -> std::optional<base::Error> {
  const auto* policy = change.after ? std::get_if<object::Policy>(&*change.after) : nullptr;
  if (policy == nullptr || !writes_body(change)) return std::nullopt;
  const auto masked = std::find_if(policy->settings.begin(), policy->settings.end(), &object::is_masked);
  if (masked != policy->settings.end()) {
    return base::Error{fmt::format("the value of `{}` is a mask, which is no value to write", masked->key.text()), {}};
  }
  const auto missing = missing_variables(*policy, run.options.variable);
  if (missing.empty()) return std::nullopt;
  return base::Error{fmt::format("the environment has no value for {}", base::listed(missing, missing.size())),
                     "set it for apply, as it was for plan"};
}

}  // namespace

auto prepare(ApplyRun& run, Job& job) -> bool {
  const auto& change = *job.change;
  if (const auto* need = failed_need(run, job); change.writes_assignments() && need != nullptr) {
    const bool waits = need->outcome.state == Outcome::State::AwaitingApproval || need->outcome.needs_approval;
    if (waits) {
      run.end_needing_approval(job, *need);
    } else {
      run.end_skipped(job, fmt::format("it needs the {}, which was not written", name_of(*need->change)));
    }
    return false;
  }
  if (auto error = error_of(run, change)) {
    run.end_failed(job, *std::move(error));
    return false;
  }
  auto assignments = with_ids(change.assignments, run.made);
  if (!assignments.ok()) {
    run.end_failed(job, assignments.error());
    return false;
  }
  job.assignments = std::move(assignments).value();
  job.wanted = wanted_object(run, change, job.assignments, job.live ? &*job.live : nullptr);
  return true;
}

}  // namespace pinwright::plan
