#include <fmt/format.h>

#include <condition_variable>
#include <limits>
#include <mutex>
#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "cli/online/commands.hpp"
#include "cli/online/refusal.hpp"
#include "cli/report.hpp"
#include "driver/paths.hpp"
#include "sandbox/server.hpp"

namespace pinwright::cli::online {

namespace {

/// A seed or a fault script is written by hand or by a test.
constexpr std::size_t kScriptLimit = std::size_t{256} << 20;

auto usage(std::string message, std::string help = {}) -> Refusal {
  return {{std::move(message), std::move(help)}, ExitCode::Usage};
}

auto number(const Args& args, std::string_view option, std::int64_t most) -> Or<std::int64_t> {
  const auto value = base::to_int(args.get(option));
  if (value && *value >= 0 && *value <= most) return *value;
  return usage(fmt::format("`--{} {}` is not a number from 0 to {}", option, args.get(option), most));
}

/// Empty when the option is absent.
auto path_of(const Args& args, std::string_view option, const driver::Env& env) -> std::string {
  return args.has(option) ? driver::absolute(env.working_folder, args.get(option)) : std::string();
}

auto text_of(const Args& args, std::string_view option, driver::Env& env) -> Or<std::string> {
  if (!args.has(option)) return std::string();
  auto bytes = env.files.read(path_of(args, option, env), kScriptLimit);
  if (!bytes.ok()) return Refusal{bytes.error(), ExitCode::Findings};
  return std::move(bytes).value();
}

auto parse(const Args& args, driver::Env& env) -> Or<sandbox::Options> {
  if (args.positional().front() != "serve")
    return usage(fmt::format("`sandbox` does not know `{}`", args.positional().front()),
                 "`pinwright sandbox serve --store FILE` starts it");
  if (!args.has("store")) return usage("`sandbox serve` needs `--store FILE`", "it is made when it is missing");
  if (args.has("tls-cert") != args.has("tls-key")) return usage("`--tls-cert` and `--tls-key` go together");
  const auto port = number(args, "port", std::numeric_limits<std::uint16_t>::max());
  const auto page = number(args, "page-size", std::numeric_limits<std::int32_t>::max());
  const auto latency = number(args, "latency", std::numeric_limits<std::int32_t>::max());
  for (const auto* one : {&port, &page, &latency}) {
    if (const auto* refusal = refusal_of(*one)) return *refusal;
  }
  const auto seed = text_of(args, "seed", env);
  if (const auto* refusal = refusal_of(seed)) return *refusal;
  const auto faults = text_of(args, "faults", env);
  if (const auto* refusal = refusal_of(faults)) return *refusal;
  sandbox::Options options;
  options.store = path_of(args, "store", env);
  options.port = static_cast<std::uint16_t>(std::get<std::int64_t>(port));
  options.seed = std::get<std::string>(seed);
  options.faults = std::get<std::string>(faults);
  options.certificate = path_of(args, "tls-cert", env);
  options.key = path_of(args, "tls-key", env);
  options.log = path_of(args, "log", env);
  options.page_size = static_cast<std::size_t>(std::get<std::int64_t>(page));
  options.latency = static_cast<std::uint32_t>(std::get<std::int64_t>(latency));
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
  const auto options = parse(args, env);
  if (const auto* refusal = refusal_of(options)) return fail(env, refusal->error, refusal->code);
  const auto server = sandbox::start(std::get<sandbox::Options>(options));
  if (!server.ok()) return fail(env, server.error(), ExitCode::Findings);
  env.out << nlohmann::json{{"url", server.value()->url()}}.dump() << '\n';
  env.out.flush();
  wait_until(env.stop);
  return ExitCode::Success;
}

}  // namespace pinwright::cli::online
