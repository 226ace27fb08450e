#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/ask.hpp"

/// The parts of a Question about the directory and its roles that are no object:: values.
namespace pinwright::graph {

auto ask_organization(ReadBatch& batch, base::Result<plan::Organization>& out) -> void;
auto ask_scope_tags(ReadBatch& batch, const Endpoint& endpoint, base::Result<std::vector<plan::ScopeTag>>& out) -> void;

using FoundPrincipal = base::Result<std::optional<plan::ServicePrincipal>>;
/// Service principals by the id of their application, without their consent.
auto ask_applications(ReadBatch& batch, const std::vector<std::string>& app_ids, std::vector<FoundPrincipal>& out)
    -> void;
/// The consent of those that were found. A right that is missing for it is the Error of the principal, unless the other
/// place where consent can stand has it.
auto ask_consent(ReadBatch& batch, std::vector<FoundPrincipal>& principals) -> void;

}  // namespace pinwright::graph
