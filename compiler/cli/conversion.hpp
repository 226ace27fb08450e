#pragma once

#include <map>
#include <ostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "cli/args.hpp"
#include "cli/edited_files.hpp"
#include "cli/report.hpp"
#include "driver/env.hpp"
#include "fix/edits.hpp"
#include "fix/overlay.hpp"
#include "lower/carried.hpp"

namespace pinwright::cli {

/// Custom policies of one workspace as policies of the settings catalog. All its files are read as they would be then:
/// each policy has to set the same nodes to the same values, and there must be no error that is not there now.
class Conversion {
 public:
  /// Reads the workspace, and refers to all three.
  Conversion(const std::string& root, const Common& common, driver::Env& env);

  /// `--policy`, `--tenant`, `--exclude-tenant` and `--split`. An Error is wrong usage.
  auto check(const Args& args) -> base::Status;
  /// The files with their new targets. An Error: nothing is to be written.
  auto run() -> base::Status;

  [[nodiscard]] auto changed() const -> const EditedFiles& { return overlay_.files(); }
  /// What is converted, and what stays and why: a line each.
  auto list(std::ostream& out) const -> void;

 private:
  using PolicyRef = const model::Named<model::Policy>&;
  using Tenants = std::vector<std::string>;
  using Misfits = std::map<std::string, lower::Misfit>;

  /// A policy as one tenant gets it.
  struct Standing {
    object::Target target = object::Target::Custom;
    Misfits misfits;                   ///< what the settings catalog cannot carry
    std::vector<std::string> essence;  ///< what it sets, whatever its target is
  };
  /// What the files say: by policy, then by tenant.
  struct Look {
    Checked checked;
    std::map<std::string, std::map<std::string, Standing>, std::less<>> policies;

    [[nodiscard]] auto errors() const -> std::size_t;
  };

  static auto look_at(const std::string& root, const Common& common, driver::Env& env) -> Look;

  [[nodiscard]] auto workspace() const -> const model::Workspace& { return before_.checked.loaded->workspace; }
  [[nodiscard]] auto sources() const -> const source::SourceMap& { return before_.checked.loaded->sources; }
  [[nodiscard]] auto is_taken(const std::string& tenant) const -> bool;

  auto stay(PolicyRef policy, std::string why) -> void { stays_.emplace_back(policy.name.value, std::move(why)); }
  auto judge(PolicyRef policy) -> void;
  auto convert(PolicyRef policy, Tenants tenants) -> void;
  auto split(PolicyRef policy, Tenants tenants, const Misfits& misfits) -> void;
  [[nodiscard]] auto free_key(const std::string& key) const -> std::string;

  auto verified() -> base::Status;
  [[nodiscard]] auto target_after(const std::string& key, const std::string& tenant, object::Target before) const
      -> object::Target;
  [[nodiscard]] auto keeps_override(const std::string& key, const std::string& tenant) const -> bool;
  /// What the policy sets in the tenant, with that which was split off; nullopt: not in this tenant.
  [[nodiscard]] auto standing_after(const Look& after, const std::string& key, const std::string& tenant) const
      -> std::optional<Standing>;

  const std::string& root_;
  const Common& common_;
  driver::Env& env_;
  fix::Overlay overlay_;
  Look before_;
  std::set<std::string> wanted_;
  bool in_some_ = false;
  bool splits_ = false;
  fix::Selection selection_;
  std::map<std::string, Tenants> converted_;      // with the tenants in which it was custom
  std::map<std::string, std::string> split_off_;  // the key of the policy that has what the first cannot carry
  std::vector<std::pair<std::string, std::string>> stays_;
};

}  // namespace pinwright::cli
