#pragma once

#include <optional>
#include <string>
#include <vector>

#include "diag/diagnostic.hpp"
#include "model/workspace.hpp"
#include "source/source_map.hpp"

/// Edits of the files by which a policy gets another target. Comments and the rest of the file stay as they are.
namespace pinwright::fix {

/// `target: TARGET` in the policy, in the place of the one that is there, else behind its display name. nullopt: the
/// policy is no mapping of its own in the files, such as an alias.
[[nodiscard]] auto set_target(const model::Policy& policy, object::Target target, const source::SourceMap& sources)
    -> std::optional<diag::Fix>;

/// A last override that gives the policy the target in these tenants.
[[nodiscard]] auto override_target(const model::Policy& policy, object::Target target,
                                   const std::vector<std::string>& tenants, const source::SourceMap& sources)
    -> std::optional<diag::Fix>;

}  // namespace pinwright::fix
