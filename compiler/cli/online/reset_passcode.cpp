#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <string>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/confirm.hpp"
#include "cli/online/exit_code.hpp"
#include "cli/online/one_tenant.hpp"
#include "cli/report.hpp"
#include "diag/render.hpp"
#include "diag/visible.hpp"
#include "plan/passcode_reset.hpp"

namespace pinwright::cli::online {

namespace {

/// Between two looks at the result: Intune needs some seconds at the least.
constexpr std::chrono::seconds kPoll{5};

/// "Lumia 950, 10.0.15063.1": what is known of the device.
auto model_of(const plan::ManagedDevice& device) -> std::string {
  if (device.model.empty()) return device.os_version;
  return device.os_version.empty() ? device.model : fmt::format("{}, {}", device.model, device.os_version);
}

auto format_devices(const std::vector<plan::ManagedDevice>& devices) -> std::string {
  std::vector<std::string> texts;
  texts.reserve(devices.size());
  for (const auto& device : devices) texts.push_back(fmt::format("`{}` ({})", device.id, model_of(device)));
  return base::joined(texts, ", ");
}

auto find_device(plan::Devices& devices, const std::string& wanted) -> base::Result<plan::ManagedDevice> {
  auto found = devices.find(wanted);
  if (!found.ok()) return found.error();
  if (found.value().empty())
    return base::Error{fmt::format("no managed device has the id or name {}", base::quoted(wanted)),
                       "the name is `deviceName`, as the Intune admin center shows it"};
  if (found.value().size() > 1)
    return base::Error{fmt::format("{} devices have the name {}: {}", found.value().size(), base::quoted(wanted),
                                   format_devices(found.value())),
                       "give `--device` the id of one of them"};
  // The list leaves out what actions were asked for.
  return devices.read(found.value().front().id);
}

auto since(const plan::ManagedDevice& device) -> std::string {
  return device.reset->started.empty() ? std::string() : fmt::format(" since {}", device.reset->started);
}

/// The passcode goes to stdout alone, once, and to nothing else.
auto report_result(const plan::ManagedDevice::Reset& reset, const Args& args, driver::Env& env) -> ExitCode {
  if (reset.state != "done") {
    return fail(env,
                {fmt::format("the reset ended as `{}`{}", reset.state,
                             reset.error_code == 0 ? "" : fmt::format(", error {}", reset.error_code)),
                 "the device's page in the Intune admin center has more about it"},
                ExitCode::Partial);
  }
  if (reset.passcode.empty()) {
    env.err << "the passcode was reset; the tenant did not show the new one\n";
    return ExitCode::Success;
  }
  if (!env.out_is_terminal && !args.has("reveal")) {
    env.err << "the passcode was reset; it is shown on a terminal only, or with `--reveal`\n";
  } else {
    base::print(env.out, "{}\n", diag::visible(reset.passcode));
  }
  env.err << "the Intune admin center shows it for seven days, on the device's page\n";
  return ExitCode::Success;
}

auto wait_for_result(plan::Devices& devices, const plan::ManagedDevice& before, const Args& args, driver::Env& env)
    -> ExitCode {
  const auto limit = base::to_int(args.get("timeout")).value_or(0);
  const base::Error interrupted{"interrupted: the action stays in force, and its result is not known",
                                "look again with the Intune admin center, on the device's page",
                                base::ErrorKind::Interrupted};
  // Waits are added up, so that a clock that is set meanwhile changes nothing.
  for (std::chrono::seconds waited{0}; waited.count() < limit; waited += kPoll) {
    env.sleep(kPoll, env.stop);
    if (env.stop.stop_requested()) return fail(env, interrupted, ExitCode::Partial);
    const auto device = devices.read(before.id);
    if (!device.ok()) {
      const bool is_stopped = device.error().kind == base::ErrorKind::Interrupted;
      return fail(env, is_stopped ? interrupted : device.error(), ExitCode::Partial);
    }
    if (const auto reset = plan::finished_reset(before, device.value())) return report_result(*reset, args, env);
  }
  return fail(env,
              {fmt::format("no result after {} seconds; the action stays in force", limit),
               "look again with the Intune admin center, on the device's page"},
              ExitCode::Partial);
}

auto report_platform(const std::string& problem, driver::Env& env) -> ExitCode {
  const diag::Diagnostic finding = diag::make(
      diag::Code::PasscodeResetPlatform, {}, problem,
      "on desktop Windows the user resets the PIN at the lock screen or in Settings; `--force` asks for the action all "
      "the same");
  const source::SourceMap no_sources;
  diag::render_text(env.err, {{&finding, 1}, no_sources, {}, false, true, false});
  return ExitCode::Findings;
}

auto reset(plan::Devices& devices, const Args& args, driver::Env& env) -> ExitCode {
  const auto device = find_device(devices, args.get("device"));
  if (!device.ok()) return fail(env, device.error(), exit_code_of(device.error()));
  if (plan::is_reset_pending(device.value()))
    return fail(env,
                {fmt::format("a reset of {} is pending{}", base::quoted(device.value().name), since(device.value())),
                 "wait for its result; the Intune admin center shows it on the device's page"},
                ExitCode::Findings);
  if (const auto problem = plan::reset_problem(device.value()); !problem.empty() && !args.has("force"))
    return report_platform(problem, env);
  if (!args.has("yes")) {
    const auto question =
        diag::visible(fmt::format("Reset the passcode of {} ({})?", device.value().name, model_of(device.value())));
    const auto confirmed = confirm(question, "`--yes` does not ask", env);
    if (!confirmed.ok()) return fail(env, confirmed.error(), exit_code_of(confirmed.error()));
  }
  const auto started = devices.reset_passcode(device.value().id);
  if (!started.ok()) return fail(env, started.error(), exit_code_of(started.error()));
  env.has_written = true;
  base::print(env.err, "asked for a new passcode of {}\n", diag::visible(device.value().name));
  if (args.has("wait")) return wait_for_result(devices, device.value(), args, env);
  env.err << "the Intune admin center shows it for seven days, on the device's page; `--wait` waits for it\n";
  return ExitCode::Success;
}

}  // namespace

auto run_reset_passcode(const Args& args, driver::Env& env) -> ExitCode {
  if (args.get("device").empty())
    return fail(env, {"no device is named", "add `--device ID` or `--device NAME`"}, ExitCode::Usage);
  const auto timeout = base::to_int(args.get("timeout"));
  if (!timeout || *timeout < 1 || *timeout > 86'400)
    return fail(env, {fmt::format("`--timeout {}` is not a number from 1 to 86400", args.get("timeout")), ""},
                ExitCode::Usage);
  const auto opened = open_tenant(args, env);
  if (const auto* code = std::get_if<ExitCode>(&opened)) return *code;
  const auto& one = std::get<OneTenant>(opened);
  const auto connections = driver::open_connections(env, *one.loaded, connection_options(args, one));
  if (!connections.ok()) return fail(env, connections.error(), exit_code_of(connections.error()));
  const auto tenant = connections.value()->to(one.tenant);
  if (const auto right = plan::expect_tenant(*tenant, one.tenant->value.tenant_id.value); !right.ok())
    return fail(env, right.error(), exit_code_of(right.error()));
  return reset(tenant->devices(), args, env);
}

}  // namespace pinwright::cli::online
