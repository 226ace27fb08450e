#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/output_options.hpp"
#include "diag/codes.hpp"
#include "diag/diagnostic.hpp"
#include "diag/render.hpp"
#include "driver/analyse.hpp"
#include "driver/load.hpp"

/// What the commands that check a workspace share: their options, and how findings become output and an exit code.
namespace pinwright::cli {

inline constexpr Option kTenantOption{"tenant", "NAME|LABEL=VALUE",
                                      "only these tenants; a comma joins labels that must all fit", true};
inline constexpr Option kExcludeTenantOption{"exclude-tenant", "NAME|LABEL=VALUE", "not these tenants", true};
inline constexpr Option kFailOnOption{"fail-on", "SEVERITY", "{}: what makes the exit code 1",
                                      false,     "error",    diag::kSeverityNames};
inline constexpr std::array<std::string_view, 3> kColorWords{"auto", "always", "never"};
inline constexpr Option kColorOption{"color", "WHEN", "{}; NO_COLOR and FORCE_COLOR are honoured",
                                     false,   "auto", kColorWords};
inline constexpr Option kQuietOption{"quiet", "", "no summary line"};
inline constexpr Option kVerboseOption{"verbose", "", "waived findings and the names of all tenants too"};
inline constexpr Option kJobsOption{"jobs", "N", "threads; the result is the same with any number", false};

/// Prints an Error for people to stderr and returns the code.
auto fail(driver::Env& env, const base::Error& error, ExitCode code) -> ExitCode;

/// The common options, judged.
struct Common {
  using Output = cli::Output;
  std::vector<Output> outputs;
  diag::Severity fail_on = diag::Severity::Error;
  bool color = false;
  std::size_t columns = 0;  ///< of the terminal on stdout; 0: there is none, or nobody knows
  bool quiet = false;
  bool verbose = false;
  std::size_t max_bytes = diag::kMarkdownBytes;  ///< of a markdown output
  unsigned jobs = 1;
  bool meets_tenants = false;  ///< files of outputs hold values of live policies: only their owner may read them
  driver::TenantFilter tenants;
};
[[nodiscard]] auto common_options(const Args& args, driver::Env& env) -> base::Result<Common>;
/// An Error when a `--tenant` takes no tenant of the workspace.
[[nodiscard]] auto check_tenant_filter(const driver::TenantFilter& filter, const model::Workspace& workspace)
    -> base::Status;

/// The policies that a repeatable option names by key. An Error when the workspace has none of such a key.
[[nodiscard]] auto policy_keys(const Args& args, const model::Workspace& workspace, std::string_view option)
    -> base::Result<std::set<std::string>>;

/// One workspace, checked.
struct Checked {
  std::unique_ptr<driver::Loaded> loaded;
  std::vector<lower::TenantRef> tenants;
};

/// Renders the findings of `checked` in every output that was asked for. An Error when a file cannot be written.
[[nodiscard]] auto render(const std::vector<Checked>& checked, const Common& common, driver::Env& env) -> base::Status;
/// One report in one output.
[[nodiscard]] auto render_one(const Common& common, const Common::Output& output, diag::Report report, driver::Env& env)
    -> base::Status;
/// Writes the file of an output.
[[nodiscard]] auto write_file(const Common& common, const Common::Output& output, std::string_view text,
                              driver::Env& env) -> base::Status;
/// Findings when one at or above `fail_on` is not waived.
[[nodiscard]] auto exit_code(const std::vector<Checked>& checked, diag::Severity fail_on) -> ExitCode;

}  // namespace pinwright::cli
