#include <fmt/format.h>

#include <condition_variable>
#include <limits>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/print.hpp"
#include "base/text.hpp"
#include "cli/commands/online_options.hpp"
#include "cli/online/commands.hpp"
#include "cli/report.hpp"
#include "diag/visible.hpp"
#include "driver/paths.hpp"
#include "sandbox/server.hpp"

namespace pinwright::cli::online {

namespace {

/// A seed or a fault script is written by hand or by a test.
constexpr std::size_t kScriptLimit = std::size_t{256} << 20;

auto number(const Args& args, std::string_view option, std::int64_t most) -> base::Result<std::int64_t> {
  const auto value = base::to_int(args.get(option));
  if (value && *value >= 0 && *value <= most) return *value;
  return base::Error{fmt::format("`--{} {}` is not a number from 0 to {}", option, args.get(option), most), {}};
}

/// Empty when the option is absent.
auto path_of(const Args& args, std::string_view option, const driver::Env& env) -> std::string {
  return args.has(option) ? driver::absolute(env.working_folder, args.get(option)) : std::string();
}

auto text_of(const Args& args, std::string_view option, driver::Env& env) -> base::Result<std::string> {
  if (!args.has(option)) return std::string();
  return env.files.read(path_of(args, option, env), kScriptLimit);
}

/// What the arguments say, without the files that they name. An Error is wrong usage.
auto parse(const Args& args, const driver::Env& env) -> base::Result<sandbox::Options> {
  if (args.positional().front() != kSandboxWords.front())
    return base::Error{fmt::format("`sandbox` does not know `{}`", args.positional().front()),
                       "`pinwright sandbox serve --store FILE` starts it"};
  if (!args.has("store")) return base::Error{"`sandbox serve` needs `--store FILE`", "it is made when it is missing"};
  if (args.has("tls-cert") != args.has("tls-key")) return base::Error{"`--tls-cert` and `--tls-key` go together", {}};
  if (args.has("profile")) {
    if (const auto profile = args.word("profile"); !profile.ok()) return profile.error();
  }
  const auto port = number(args, "port", std::numeric_limits<std::uint16_t>::max());
  const auto page = number(args, "page-size", std::numeric_limits<std::int32_t>::max());
  const auto latency = number(args, "latency", std::numeric_limits<std::int32_t>::max());
  for (const auto* one : {&port, &page, &latency}) {
    if (!one->ok()) return one->error();
  }
  sandbox::Options options;
  options.strict_service = args.has("profile");
  options.store = path_of(args, "store", env);
  options.port = static_cast<std::uint16_t>(port.value());
  options.certificate = path_of(args, "tls-cert", env);
  options.key = path_of(args, "tls-key", env);
  options.definitions = path_of(args, "definitions", env);
  options.log = path_of(args, "log", env);
  options.page_size = static_cast<std::size_t>(page.value());
  options.latency = static_cast<std::uint32_t>(latency.value());
  return options;
}

auto wait_until(const base::StopToken& stop) -> void {
  std::mutex mutex;
  std::condition_variable_any wakes;
  std::unique_lock lock(mutex);
  wakes.wait(lock, stop, [] { return false; });
}

}  // namespace

auto run_sandbox(const Args& args, driver::Env& env) -> ExitCode {
  auto options = parse(args, env);
  if (!options.ok()) return fail(env, options.error(), ExitCode::Usage);
  auto seed = text_of(args, "seed", env);
  if (!seed.ok()) return fail(env, seed.error(), ExitCode::Findings);
  auto faults = text_of(args, "faults", env);
  if (!faults.ok()) return fail(env, faults.error(), ExitCode::Findings);
  options.value().seed = std::move(seed).value();
  options.value().faults = std::move(faults).value();
  const auto server = sandbox::start(options.value());
  if (!server.ok()) return fail(env, server.error(), ExitCode::Findings);
  if (args.has("seed") && !server.value()->is_new())
    base::print(env.err, "note: the store `{}` is not new: it holds its own tenants, and `--seed` was passed over\n",
                diag::visible(args.get("store")));
  env.out << nlohmann::json{{"url", server.value()->url()}}.dump() << '\n';
  env.out.flush();
  wait_until(env.stop);
  return ExitCode::Success;
}

}  // namespace pinwright::cli::online
