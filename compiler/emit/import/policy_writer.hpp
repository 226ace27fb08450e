#pragma once

#include <string>

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

/// Adds the file of one Policy, the files of its values, its secrets and remarks to `into.imported`.
auto write_policy(const object::Live& live, const ExportNotes& notes, const std::string& key, ImportContext& into)
    -> void;

}  // namespace pinwright::emit
