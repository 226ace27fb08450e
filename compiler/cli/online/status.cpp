#include "driver/status.hpp"

#include <algorithm>
#include <sstream>
#include <string>

#include "base/text.hpp"
#include "cli/online/many_tenants.hpp"
#include "cli/online/online.hpp"
#include "cli/report.hpp"
#include "cli/views/status.hpp"

namespace pinwright::cli::online {

namespace {

auto print_as(const std::string& format, std::ostream& out, const std::vector<driver::TenantRollout>& rollouts)
    -> void {
  if (format == "json") {
    views::print_status_json(out, rollouts);
  } else {
    views::print_status(out, rollouts);
  }
}

auto print_all(const Common& common, const std::vector<driver::TenantRollout>& rollouts, driver::Env& env)
    -> base::Status {
  for (const auto& output : common.outputs) {
    if (output.file.empty()) {
      print_as(output.format, env.out, rollouts);
      continue;
    }
    std::ostringstream text;
    print_as(output.format, text, rollouts);
    auto written = write_output(output.file, text.str(), env);
    if (!written.ok()) return written;
  }
  return base::Done{};
}

}  // namespace

auto run_status(const Args& args, driver::Env& env) -> ExitCode {
  auto opened = open_tenants(args, env);
  if (!opened.ok()) return fail(env, opened.error(), ExitCode::Usage);
  const auto& many = opened.value();
  const auto connections = driver::open_connections(env, *many.loaded, many.connection);
  if (!connections.ok()) return fail(env, connections.error(), ExitCode::Unreachable);
  const auto rollouts = driver::read_rollout(*many.loaded, many.tenants, *connections.value(), many.parallel);
  const auto printed = print_all(many.common, rollouts, env);
  if (!printed.ok()) return fail(env, printed.error(), ExitCode::Findings);
  const bool all_usable = std::all_of(rollouts.begin(), rollouts.end(), [](const auto& one) { return !one.unusable; });
  return all_usable ? ExitCode::Success : ExitCode::Unreachable;
}

}  // namespace pinwright::cli::online
