#pragma once

#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "driver/load.hpp"
#include "fake/fake_tenant.hpp"
#include "lower/deployment.hpp"
#include "plan/apply/precheck.hpp"
#include "plan/apply/run.hpp"
#include "plan/diff/diff.hpp"
#include "plan/journal/read.hpp"
#include "plan/plan.hpp"
#include "plan/rollback/values.hpp"
#include "source/memory_file_system.hpp"

/// A workspace in memory, planned against and applied to a tenant in memory.
namespace pinwright::property {

/// Files, read and lowered for the tenant `contoso`.
class Workspace {
 public:
  /// By path below the root; `pinwright.yaml` is one of them.
  explicit Workspace(const std::map<std::string, std::string>& files);

  [[nodiscard]] auto deployment() const -> const lower::Deployment& { return deployment_; }
  [[nodiscard]] auto loaded() const -> const driver::Loaded& { return *loaded_; }
  [[nodiscard]] auto errors() const -> std::string;  ///< of loading and lowering; empty: none
  /// Of loading, lowering and every check of the tenant.
  [[nodiscard]] auto findings() const -> std::vector<diag::Diagnostic>;

 private:
  std::unique_ptr<driver::Loaded> loaded_;
  diag::Sink sink_;
  lower::Deployment deployment_;
};

class World {
 public:
  explicit World(std::uint64_t seed);

  [[nodiscard]] auto tenant() -> fake::FakeTenant& { return *tenant_; }
  [[nodiscard]] auto environment() -> std::map<std::string, std::string>& { return environment_; }
  [[nodiscard]] auto options() -> plan::DiffOptions& { return options_; }
  [[nodiscard]] auto plan(const Workspace& workspace) -> plan::TenantPlan;
  [[nodiscard]] auto apply(const plan::TenantPlan& plan) -> plan::TenantOutcome;
  /// The journal of the last apply that wrote something; empty when none did.
  [[nodiscard]] auto last_journal() const -> plan::JournalFile;
  [[nodiscard]] auto check_fresh(const plan::TenantPlan& plan) -> plan::TenantOutcome;

 private:
  [[nodiscard]] auto apply_options() -> plan::ApplyOptions;

  std::unique_ptr<fake::FakeTenant> tenant_;
  std::map<std::string, std::string> environment_;
  plan::DiffOptions options_;
  source::MemoryFileSystem journals_;
  std::string journal_;  // path of the last
  int runs_ = 0;
};

/// What `rollback --files` takes from a workspace.
[[nodiscard]] auto files_of_then(const Workspace& workspace) -> plan::FilesOfThen;

/// "update both p1: omaSettings[…].value", a line each; empty when nothing but no-ops is left.
[[nodiscard]] auto pending(const plan::TenantPlan& plan) -> std::string;
/// Findings of severity Error, and why the tenant could not be used.
[[nodiscard]] auto errors(const plan::TenantPlan& plan) -> std::string;
/// What was not done, and errors among the findings.
[[nodiscard]] auto failures(const plan::TenantOutcome& outcome) -> std::string;

}  // namespace pinwright::property
