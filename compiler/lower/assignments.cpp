#include "lower/assignments.hpp"

#include <optional>
#include <utility>

#include "lower/bound_name.hpp"

namespace pinwright::lower {

namespace {

/// nullopt: bound to `none`.
auto reference(const Filler& filler, std::string_view section, const model::Text& key, const model::Text& display_name)
    -> std::optional<object::Reference> {
  const auto* binding = filler.scope().binding(key.value);
  if (binding != nullptr && binding->value.none) return std::nullopt;
  if (binding != nullptr && binding->value.id &&
      filler.take(binding->value.id->value.size(), binding->value.id->span, {})) {
    return object::Reference{key.value, {}, binding->value.id->value};
  }
  return object::Reference{key.value, bound_name(filler, section, key.value, display_name).text, {}};
}

auto kind_of(model::Target::Kind kind) -> object::Assignment::Target {
  switch (kind) {
    case model::Target::Kind::Group:
      return object::Assignment::Target::Group;
    case model::Target::Kind::AllDevices:
      return object::Assignment::Target::AllDevices;
    case model::Target::Kind::AllUsers:
      return object::Assignment::Target::AllUsers;
  }
  return object::Assignment::Target::Group;
}

auto lower_target(const model::Target& declared, bool exclude, const model::Workspace& workspace, const Filler& filler)
    -> std::optional<Target> {
  Target target;
  target.declared = &declared;
  target.assignment.target = kind_of(declared.kind);
  target.assignment.exclude = exclude;
  if (declared.kind == model::Target::Kind::Group) {
    target.group = workspace.groups.find(declared.group.value);
    if (target.group == nullptr) return std::nullopt;
    auto group = reference(filler, "groups", target.group->name, target.group->value.display_name);
    if (!group) return std::nullopt;
    target.assignment.group = *std::move(group);
  }
  if (declared.filter) {
    target.filter = workspace.filters.find(declared.filter->value);
    if (target.filter == nullptr) return std::nullopt;
    auto filter = reference(filler, "filters", target.filter->name, target.filter->value.display_name);
    if (!filter) return std::nullopt;
    const bool excludes = declared.filter_mode && declared.filter_mode->value == model::FilterMode::Exclude;
    target.assignment.filter = object::FilterUse{*std::move(filter), excludes};
  }
  return target;
}

}  // namespace

auto lower_targets(const model::Assignments& assignments, const model::Workspace& workspace, const Filler& filler)
    -> std::vector<Target> {
  std::vector<Target> targets;
  const auto add = [&](const std::vector<model::Target>& lines, bool exclude) {
    for (const auto& line : lines) {
      if (!filler.take(sizeof(Target), line.span, {})) return;
      if (auto target = lower_target(line, exclude, workspace, filler)) targets.push_back(*std::move(target));
    }
  };
  add(assignments.include, false);
  add(assignments.exclude, true);
  return targets;
}

}  // namespace pinwright::lower
