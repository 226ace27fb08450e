#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "plan/plan.hpp"

/// What `plan --out` saves (schemas/saved-plan.schema.json): what an apply is to write, told so that it can be
/// compared, and never sent. The bytes of every request come from the files and the live tenant; of a body the file
/// holds the digest alone. So it holds no value, secret or not, and nothing that is edited in it can reach a tenant.
namespace pinwright::plan {

inline constexpr std::string_view kSavedPlanKey = "pinwright";
inline constexpr std::string_view kSavedPlanName = "plan";
inline constexpr std::string_view kSavedPlanVersion = "1.2";

/// One object that is to be written.
struct SavedWrite {
  object::Kind kind = object::Kind::Policy;
  object::Target target = object::Target::Custom;  ///< of a Policy
  std::string key, name, id;                       ///< as in Change
  Action action = Action::Create;
  /// Which parts of an object that is there are written: "settings", "assignments", "rest".
  std::vector<std::string> sections;
  bool is_protected = false;
  std::string replaces, replaced_by;  ///< as in Change
  std::string live_hash;              ///< as in Change
  std::string body;         ///< SHA-256 of the object as it is to be, secrets as `{env.NAME}`; empty: none is sent
  std::string assignments;  ///< JSON text of the targets as they are to be; empty: they are not managed

  auto operator==(const SavedWrite&) const -> bool = default;
};

struct SavedTenant {
  std::string name, tenant_id, cloud;  ///< as in TenantPlan
  /// Something was wrong with the tenant: nothing is written in it. `writes` and `references` are empty then.
  bool left_out = false;
  std::vector<SavedWrite> writes;
  std::vector<Resolved> references;
};

struct SavedPlan {
  std::string workspace, created_at, tool_version;
  std::string catalogue;                          ///< edition of the built-in CSP catalogue
  std::string fail_on;                            ///< `--fail-on`: which findings leave a tenant out
  std::vector<std::string> adopt;                 ///< `--adopt`, sorted
  std::vector<std::string> replace, replace_now;  ///< `--replace` and `--replace-now`, sorted
  std::string replace_after;                      ///< `--replace-after`, in seconds
  std::vector<std::string> rewrite_secrets;       ///< `--rewrite-secrets`, sorted; `*`: of all policies
  object::GraphApi graph_api = object::GraphApi::Beta;
  std::vector<SourceHash> sources;
  std::vector<SavedTenant> tenants;
};

/// How many there are of each. It stands in the file, so that nothing can be taken out of it unnoticed.
struct SavedCounts {
  std::size_t tenants = 0, create = 0, update = 0, remove = 0, adopt = 0, forget = 0, replace = 0;

  auto operator==(const SavedCounts&) const -> bool = default;
};
[[nodiscard]] auto counts_of(const SavedPlan& plan) -> SavedCounts;

/// What an apply of this plan would write. `left_out`: it leaves the tenant alone.
[[nodiscard]] auto saved_tenant(const TenantPlan& plan, bool left_out) -> SavedTenant;

/// Deterministic bytes.
[[nodiscard]] auto to_json(const SavedPlan& plan) -> std::string;
/// The inverse. An Error says by JSON pointer what is wrong with a file that no `plan --out` of this version wrote:
/// every key has to be there and known, no tenant and no file may stand in it twice.
[[nodiscard]] auto read_saved_plan(std::string_view bytes) -> base::Result<SavedPlan>;

}  // namespace pinwright::plan
