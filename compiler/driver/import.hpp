#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "driver/env.hpp"
#include "driver/load.hpp"
#include "emit/import/import.hpp"
#include "object/live.hpp"
#include "plan/tenant.hpp"

/// What `import` reads before emit::import_policies turns it into YAML.
namespace pinwright::driver {

struct ImportSource {
  std::vector<object::Live> policies;
  std::vector<emit::ExportNotes> notes;  ///< of each policy of an export; empty: of a tenant
  emit::LiveNames names;
  std::vector<std::string> remarks;          ///< what was passed over, a sentence each
  std::vector<std::string> owned;            ///< display names of policies that are of this workspace already
  std::vector<emit::LeftOut> left_out;       ///< policies that could not be read as a whole
  std::vector<std::string> left_out_before;  ///< display names of those that an earlier import left out
};

/// Every policy of the tenant, of each target, that carries no marker of this workspace and tenant, values revealed
/// where the right to do so is there, and the names of all that they refer to. Reads only.
[[nodiscard]] auto read_tenant(plan::Tenant& tenant, const std::string& workspace, const std::string& tenant_id)
    -> base::Result<ImportSource>;

/// Policies of an export, of whatever tool (export_form.hpp): one object, an array, or a list answer with `value`,
/// as JSON, or as YAML in a file whose name says so; UTF-8 with or without a byte order mark, UTF-16 with one, else
/// Windows-1252, with a remark. A file without any policy is an Error. `shown` is the file's name in messages,
/// `catalog` what settings are looked up in; nullptr: the built-in one.
[[nodiscard]] auto read_export(std::string_view bytes, std::string_view shown, const csp::Catalog* catalog = nullptr)
    -> base::Result<ImportSource>;

/// What the workspace has already, as this tenant sees it.
[[nodiscard]] auto import_target(const model::Workspace& workspace, const model::Named<model::Tenant>& tenant)
    -> emit::ImportTarget;

/// Writes the files into `folder`, which is missing or empty, as a whole or not at all.
[[nodiscard]] auto write_import(Env& env, const std::string& folder, const std::vector<emit::File>& files)
    -> base::Status;

}  // namespace pinwright::driver
