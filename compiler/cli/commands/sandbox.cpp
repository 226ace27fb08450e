#include "cli/commands/commands.hpp"
#include "cli/commands/online_options.hpp"

namespace pinwright::cli {

namespace {

constexpr Option kOptions[] = {
    {"store", "FILE", "SQLite file; made when missing"},
    {"port", "N", "0 picks one", false, "0"},
    {"seed", "FILE", "tenants of a new store, as JSON"},
    {"faults", "FILE", "a script of failures, as JSON"},
    kProfileOption,
    {"definitions", "FILE", "setting definitions as Graph answers them, or a folder of such files"},
    {"log", "FILE", "one line of JSON for each request"},
    {"page-size", "N", "of lists", false, "1000"},
    {"latency", "MS", "before each answer", false, "0"},
    {"tls-cert", "FILE", "PEM: serve https"},
    {"tls-key", "FILE", "PEM"}};

}  // namespace

auto sandbox_command() -> Command {
  return {"sandbox",
          "serve --store FILE",
          "a local tenant to rehearse in",
          "An emulator of the part of Microsoft Graph that this tool uses, on a loopback port. Prints {\"url\":\"…\"} "
          "once it\n"
          "answers, and stops at Ctrl-C. docs/sandbox.md describes the seed and the fault script.",
          kOptions,
          1,
          1,
          nullptr,
          kSandboxWords};
}

}  // namespace pinwright::cli
