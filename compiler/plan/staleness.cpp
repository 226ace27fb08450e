#include "plan/staleness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/text.hpp"
#include "object/canonical.hpp"
#include "object/difference.hpp"
#include "object/marker.hpp"
#include "object/noun.hpp"
#include "plan/live_objects.hpp"
#include "plan/marker.hpp"

namespace pinwright::plan {

namespace {

constexpr std::size_t kShownPaths = 8;

auto section_of(object::Kind kind) -> std::string_view {
  switch (kind) {
    case object::Kind::Policy:
      return "policies";
    case object::Kind::Group:
      return "groups";
    case object::Kind::Filter:
      return "filters";
  }
  return {};
}

/// Where two states of one object differ, as far as it can be seen.
auto paths_between(const object::Live& before, const object::Live& after) -> std::vector<std::string> {
  std::vector<std::string> paths;
  for (auto& one : object::differences(&before.object, &after.object)) paths.push_back(std::move(one.path));
  for (auto& one : object::differences(before.assignments, after.assignments)) paths.push_back(std::move(one.path));
  if (marker_in(before.object) != marker_in(after.object)) paths.emplace_back("description (the marker)");
  if (!paths.empty()) return paths;
  // An encrypted value shows no more of a change than this.
  if (before.version != after.version) paths.emplace_back("version");
  if (before.last_modified != after.last_modified) paths.emplace_back("lastModifiedDateTime");
  if (paths.empty()) paths.emplace_back("an encrypted value");
  return paths;
}

}  // namespace

auto name_of(const Change& change) -> std::string {
  return fmt::format("{} `{}`", object::noun(change.kind), change.key);
}

auto target_of(const Change& change) -> object::Target {
  if (change.after) return object::target_of(*change.after);
  return change.before ? object::target_of(change.before->object) : object::Target::Custom;
}

auto finding_about(diag::Code code, const std::string& tenant, const Change& change, std::string message,
                   std::string help) -> diag::Diagnostic {
  auto finding = diag::make(code, {}, std::move(message), std::move(help));
  finding.path = fmt::format("{}.{}", section_of(change.kind), change.key);
  finding.tenants = {tenant};
  return finding;
}

auto change_since(const Change& change, const object::Live& live) -> std::optional<std::string> {
  if (object::live_hash(live) == change.live_hash) return std::nullopt;
  const bool comparable = change.before && object::kind_of(change.before->object) == object::kind_of(live.object);
  const auto paths = comparable ? paths_between(*change.before, live) : std::vector<std::string>();
  return fmt::format("was changed after the plan was made{}{}", paths.empty() ? "" : ": ",
                     base::listed(paths, kShownPaths));
}

auto find_conflicting(const Change& change, const LiveIndex& lives) -> std::optional<std::string> {
  if (change.action == Action::Replace) {
    const auto* old = lives.find(change.kind, change.replaces);
    if (old == nullptr)
      return fmt::format("was to replace `{}`, which is gone since the plan was made", change.replaces);
    if (auto what = change_since(change, *old)) return what;
  }
  const auto is_replaced = [&](const object::Live& live) { return base::equal_folded(live.id, change.replaces); };
  for (const auto* live : lives.owned(change.kind, change.key)) {
    if (is_replaced(*live)) continue;
    return fmt::format("was to be created and is there since the plan was made (id `{}`)", live->id);
  }
  for (const auto* live : lives.named(change.name)) {
    const bool is_alike = object::kind_of(live->object) == change.kind && !is_replaced(*live) &&
                          target_of(change) == object::target_of(live->object);
    if (!is_alike || lives.is_owned(*live)) continue;
    return fmt::format("was to be created, and since the plan was made another of the name {} is there (id `{}`)",
                       base::quoted(change.name), live->id);
  }
  return std::nullopt;
}

auto question_for(const std::vector<const Change*>& changes) -> Question {
  Question question;
  for (const auto* change : changes) {
    switch (change->kind) {
      case object::Kind::Policy:
        question.policies = true;
        question.targets.insert(target_of(*change));
        if (change->before) question.targets.insert(object::target_of(change->before->object));
        question.whole.keys.insert(change->key);
        for (const auto* id : {&change->id, &change->replaces, &change->replaced_by}) {
          if (!id->empty()) question.whole.ids.insert(base::folded(*id));
        }
        break;
      case object::Kind::Filter:
        question.filters = true;
        break;
      case object::Kind::Group:
        if (change->action == Action::Create) {
          question.group_names.push_back(change->name);
        } else {
          question.group_ids.push_back(change->id);
        }
        break;
    }
  }
  return question;
}

}  // namespace pinwright::plan
