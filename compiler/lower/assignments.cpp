#include "lower/assignments.hpp"

#include <optional>
#include <utility>

namespace pinwright::lower {

namespace {

/// nullopt: bound to `none`.
template <class T>
auto reference(const model::Named<T>& named, TenantRef tenant) -> std::optional<object::Reference> {
  object::Reference reference{named.name.value, named.value.display_name.value, {}};
  const auto* binding = model::find(tenant->value.groups, named.name.value);
  if (binding == nullptr) return reference;
  if (binding->value.none) return std::nullopt;
  if (binding->value.display_name) reference.display_name = binding->value.display_name->value;
  if (binding->value.id) {
    reference.id = binding->value.id->value;
    reference.display_name.clear();
  }
  return reference;
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

auto lower_target(const model::Target& declared, bool exclude, const model::Workspace& workspace, TenantRef tenant)
    -> std::optional<Target> {
  Target target;
  target.declared = &declared;
  target.assignment.target = kind_of(declared.kind);
  target.assignment.exclude = exclude;
  if (declared.kind == model::Target::Kind::Group) {
    target.group = workspace.groups.find(declared.group.value);
    if (target.group == nullptr) return std::nullopt;
    auto group = reference(*target.group, tenant);
    if (!group) return std::nullopt;
    target.assignment.group = *std::move(group);
  }
  if (declared.filter) {
    target.filter = workspace.filters.find(declared.filter->value);
    if (target.filter == nullptr) return std::nullopt;
    auto filter = reference(*target.filter, tenant);
    if (!filter) return std::nullopt;
    const bool excludes = declared.filter_mode && declared.filter_mode->value == model::FilterMode::Exclude;
    target.assignment.filter = object::FilterUse{*std::move(filter), excludes};
  }
  return target;
}

}  // namespace

auto lower_targets(const model::Assignments& assignments, const model::Workspace& workspace, TenantRef tenant)
    -> std::vector<Target> {
  std::vector<Target> targets;
  const auto add = [&](const std::vector<model::Target>& lines, bool exclude) {
    for (const auto& line : lines) {
      if (auto target = lower_target(line, exclude, workspace, tenant)) targets.push_back(*std::move(target));
    }
  };
  add(assignments.include, false);
  add(assignments.exclude, true);
  return targets;
}

}  // namespace pinwright::lower
