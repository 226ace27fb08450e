#include "check/reach.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace pinwright::check {

using Kind = object::Assignment::Target;

namespace {

auto identity(const object::Reference& reference) -> std::string {
  // Entra compares display names without regard to letter case.
  if (reference.id.empty()) return "name:" + base::folded(reference.display_name);
  return "id:" + base::folded(reference.id);
}

auto index_in(const std::vector<model::Target>& lines, const model::Target* line) -> std::optional<std::size_t> {
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (&lines[i] == line) return i;
  }
  return std::nullopt;
}

auto path_in(const model::Assignments& assignments, const model::Target* line) -> std::string {
  if (const auto i = index_in(assignments.include, line)) return fmt::format("assignments.include[{}]", *i);
  if (const auto i = index_in(assignments.exclude, line)) return fmt::format("assignments.exclude[{}]", *i);
  return {};
}

}  // namespace

auto audience(const lower::Target& target) -> Audience {
  if (target.assignment.target == Kind::AllDevices) return Audience::Devices;
  if (target.assignment.target == Kind::AllUsers) return Audience::Users;
  if (target.group == nullptr || !target.group->value.members) return Audience::Unknown;
  switch (target.group->value.members->value) {
    case model::Members::Devices:
      return Audience::Devices;
    case model::Members::Users:
      return Audience::Users;
    case model::Members::Mixed:
      return Audience::Unknown;
  }
  return Audience::Unknown;
}

auto identity(const lower::Target& target) -> std::string {
  if (target.assignment.target == Kind::AllDevices) return "allDevices";
  if (target.assignment.target == Kind::AllUsers) return "allUsers";
  return identity(target.assignment.group);
}

auto path_of(const lower::Policy& policy, const lower::Target& target) -> std::string {
  const auto root = fmt::format("policies.{}", policy.name());
  const auto& declared = policy.declared->value;
  if (declared.assignments) {
    if (auto path = path_in(*declared.assignments, target.declared); !path.empty()) return root + "." + path;
  }
  for (std::size_t i = 0; i < declared.overrides.size(); ++i) {
    if (!declared.overrides[i].assignments) continue;
    const auto path = path_in(*declared.overrides[i].assignments, target.declared);
    if (!path.empty()) return fmt::format("{}.overrides[{}].{}", root, i, path);
  }
  return root + ".assignments";
}

auto effective_assignments(const lower::Policy& policy) -> const model::Assignments* {
  if (!policy.manages_assignments) return nullptr;
  const auto& declared = policy.declared->value;
  const auto is_it = [&](const std::optional<model::Assignments>& one) {
    return one && one->span == policy.assignments_span;
  };
  for (const auto& exception : declared.overrides) {
    if (is_it(exception.assignments)) return &*exception.assignments;
  }
  return is_it(declared.assignments) ? &*declared.assignments : nullptr;
}

Reach::Reach(const lower::Policy& policy) {
  for (const auto& target : policy.targets) {
    if (target.assignment.exclude) {
      exclude_.push_back(identity(target));
      continue;
    }
    Line line{target.assignment.target, audience(target), identity(target), {}, false};
    if (target.assignment.filter) {
      line.filter = identity(target.assignment.filter->filter);
      line.filter_excludes = target.assignment.filter->exclude;
    }
    include_.push_back(std::move(line));
  }
  std::sort(exclude_.begin(), exclude_.end());
}

auto Reach::excludes(const std::string& target) const -> bool {
  return std::binary_search(exclude_.begin(), exclude_.end(), target);
}

/// One filter parts the devices in two.
auto Reach::contradict(const Line& a, const Line& b) -> bool {
  return !a.filter.empty() && a.filter == b.filter && a.filter_excludes != b.filter_excludes;
}

auto Reach::takes_in(const Line& wide, const Line& narrow) -> bool {
  const bool same_filter = wide.filter == narrow.filter && wide.filter_excludes == narrow.filter_excludes;
  if (!wide.filter.empty() && !same_filter) return false;
  if (wide.target == narrow.target) return true;
  return wide.kind != Kind::Group && wide.audience == narrow.audience;
}

/// Whether everything that `narrow`, a line of `other`, reaches is reached by `own`, a line of this.
auto Reach::covers(const Line& own, const Line& narrow, const Reach& other) const -> bool {
  return takes_in(own, narrow) &&
         std::includes(other.exclude_.begin(), other.exclude_.end(), exclude_.begin(), exclude_.end());
}

auto Reach::overlap(const Reach& other) const -> Overlap {
  auto result = Overlap::None;
  for (const auto& mine : include_) {
    for (const auto& theirs : other.include_) {
      if (contradict(mine, theirs) || other.excludes(mine.target) || excludes(theirs.target)) continue;
      if (covers(mine, theirs, other) || other.covers(theirs, mine, *this)) return Overlap::Sure;
      result = Overlap::Possible;
    }
  }
  return result;
}

}  // namespace pinwright::check
