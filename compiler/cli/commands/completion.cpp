#include "cli/commands/commands.hpp"
#include "cli/report.hpp"
#include "cli/shells.hpp"

namespace pinwright::cli {

namespace {

auto run_completion(const Args& args, driver::Env& env) -> ExitCode {
  const auto printed = print_completion(env.out, args.positional().front());
  return printed.ok() ? ExitCode::Success : fail(env, printed.error(), ExitCode::Usage);
}

}  // namespace

auto completion_command() -> Command {
  return {"completion",
          "bash|zsh|fish|powershell",
          "print a script that completes commands and options",
          "bash        source <(pinwright completion bash)\n"
          "zsh         source <(pinwright completion zsh)\n"
          "fish        pinwright completion fish | source\n"
          "powershell  pinwright completion powershell | Out-String | Invoke-Expression",
          {},
          1,
          1,
          run_completion,
          shells()};
}

}  // namespace pinwright::cli
