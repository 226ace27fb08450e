#include <fmt/format.h>

#include "base/text.hpp"
#include "graph/auth/answer.hpp"
#include "graph/auth/methods.hpp"
#include "graph/auth/run_program.hpp"
#include "graph/graph_error.hpp"

namespace pinwright::graph::auth {

namespace {

/// What the CLI says on stderr, without its own prefix: "Please run 'az login' to setup account."
auto complaint(const Output& output) -> std::string {
  constexpr std::string_view kPrefix = "ERROR: ";
  for (const auto line : base::split(output.err, '\n')) {
    if (!line.starts_with(kPrefix)) continue;
    const auto said = base::trimmed(line.substr(kPrefix.size()));
    return one_line(said.ends_with('.') ? said.substr(0, said.size() - 1) : said);
  }
  return fmt::format("it ended with code {}", output.exit_code);
}

}  // namespace

auto sign_in_with_azure_cli(const SignIn& sign_in) -> base::Result<AccessToken> {
  const auto program = find_program("az", sign_in.variable("PATH").value_or(""));
  if (program.empty()) {
    return base::Error{"the Azure CLI (`az`) is not installed", "install it, or choose another `auth.method`"};
  }
  const auto asked_at = sign_in.world.clock();
  const auto output = run_program({program, "account", "get-access-token", "--output", "json", "--scope",
                                   sign_in.scope(), "--tenant", sign_in.tenant_id},
                                  Limits(), sign_in.world.stop);
  if (!output.ok()) {
    if (output.error().kind == base::ErrorKind::Interrupted) return output.error();
    return base::Error{fmt::format("the Azure CLI failed: {}", output.error().message), output.error().help};
  }
  if (output.value().exit_code != 0) {
    return base::Error{
        fmt::format("the Azure CLI failed: {}", complaint(output.value())),
        fmt::format("`az login --tenant {}` signs in; `az cloud set` chooses the cloud", sign_in.tenant_id)};
  }
  auto token = read_token(output.value().out, "accessToken", asked_at);
  if (!token.ok()) return base::Error{"the Azure CLI printed no token", "run `az account get-access-token` to see why"};
  return token;
}

}  // namespace pinwright::graph::auth
