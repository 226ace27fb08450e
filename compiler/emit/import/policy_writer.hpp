#pragma once

#include <string>
#include <string_view>

#include "csp/catalog.hpp"
#include "emit/import/definitions.hpp"
#include "emit/import/import.hpp"
#include "object/live.hpp"

namespace pinwright::emit {

/// What the policies of one import share.
struct ImportContext {
  const ImportTarget& target;
  const LiveNames& names;
  const csp::Catalog& catalog;
  Definitions groups;
  Definitions filters;
  Imported imported;
};

/// Of the file of a policy, by its name.
[[nodiscard]] auto policy_path(std::string_view key) -> std::string;

/// Adds the file of one Policy, the files of its values, its secrets and remarks to `into.imported`.
auto write_policy(const object::Live& live, const ExportNotes& notes, const std::string& key, ImportContext& into)
    -> void;

}  // namespace pinwright::emit
