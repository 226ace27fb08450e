#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "graph/auth/run_program.hpp"
#include "unit/graph/auth_rig.hpp"
#include "unit/source/scratch.hpp"

using namespace pinwright;
using namespace pinwright::graph;
using namespace pinwright::graph::test;
using auth::find_program;
using auth::Limits;
using auth::run_program;
using base::ErrorKind;

namespace {

auto put_program(const std::string& path, const std::string& script) -> void {
  std::ofstream(path) << "#!/bin/sh\n" << script;
  REQUIRE(::chmod(path.c_str(), 0700) == 0);
}
auto read_file(const std::string& path) -> std::string {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// A stand-in for `az` that runs `script`.
struct CliRig : Rig {
  Scratch scratch;
  explicit CliRig(const std::string& script) {
    set_method(model::AuthMethod::AzureCli);
    put_program(scratch / "az", script);
    variables["PATH"] = scratch.root();
  }
  auto failure() -> base::Error {
    const auto got = token();
    REQUIRE_FALSE(got.ok());
    return got.error();
  }
};

}  // namespace

TEST_CASE("the Azure CLI is asked for a token of this tenant, each argument as it is") {
  Scratch written;
  CliRig rig("for a in \"$@\"; do echo \"$a\" >> " + (written / "arguments") +
             R"(; done
echo '{"accessToken": "eyJ.c.li", "expiresOn": "2027-01-15 10:00:00.000000", "expires_on": 1800003600, "tenant": "x"}'
)");
  const auto token = rig.token();
  REQUIRE(token.ok());
  CHECK(token.value().value == "eyJ.c.li");
  CHECK(token.value().expires_at == 1'800'003'600);
  CHECK(read_file(written / "arguments") ==
        "account\nget-access-token\n--output\njson\n--scope\nhttps://graph.microsoft.com/.default\n--tenant\n"
        "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63\n");
  CHECK(rig.transport.sent.empty());
}

TEST_CASE("an old CLI that tells local time only is trusted for five minutes") {
  CliRig rig(R"(echo '{"accessToken": "t", "expiresOn": "2027-01-15 10:00:00.000000"}')");
  CHECK(rig.token().value().expires_at == kNow + 300);
}

TEST_CASE("what the CLI complains of is said without its prefix") {
  CliRig rig("echo 'WARNING: old version' >&2; echo \"ERROR: Please run 'az login' to setup account.\" >&2; exit 1");
  const auto error = rig.failure();
  CHECK(error.message == "cannot sign in to `contoso`: the Azure CLI failed: Please run 'az login' to setup account");
  CHECK_THAT(error.help, Catch::Contains(std::string("az login --tenant ") + kTenant));
}

TEST_CASE("a CLI that fails without a word is told by its code") {
  CliRig rig("exit 3");
  CHECK_THAT(rig.failure().message, Catch::EndsWith("the Azure CLI failed: it ended with code 3"));
}

TEST_CASE("what the CLI prints is in no error, even when it is no token") {
  CliRig rig("echo '{\"refreshToken\": \"c4nary\"}'");
  CHECK(rig.failure().message == "cannot sign in to `contoso`: the Azure CLI printed no token");
}

TEST_CASE("a machine without the CLI is told so") {
  CliRig rig("");
  rig.variables["PATH"] = "/nonexistent";
  CHECK(rig.failure().message == "cannot sign in to `contoso`: the Azure CLI (`az`) is not installed");
}

TEST_CASE("a stop of the run ends the CLI") {
  CliRig rig("sleep 60");
  rig.stop.request_stop();
  CHECK(rig.failure().kind == ErrorKind::Interrupted);
}

TEST_CASE("a program is found in absolute folders only, and when it may be run") {
  Scratch scratch;
  put_program(scratch / "az", "");
  std::ofstream(scratch / "plain") << "x";
  CHECK(find_program("az", "/nonexistent:" + scratch.root()) == (scratch / "az"));
  CHECK(find_program("az", "").empty());
  CHECK(find_program("plain", scratch.root()).empty());
  const auto relative = std::string("../../../../../../../../../..") + scratch.root();
  CHECK(find_program("az", ":.:" + relative).empty());
}

TEST_CASE("a program's two outputs and its code come back apart, and no shell reads the arguments") {
  const auto output =
      run_program({"/bin/sh", "-c", "printf '%s' \"$1\"; printf err >&2; exit 7", "x", "$(id); `id` *"}, {}, {});
  REQUIRE(output.ok());
  CHECK(output.value().out == "$(id); `id` *");
  CHECK(output.value().err == "err");
  CHECK(output.value().exit_code == 7);
}

TEST_CASE("a program that a signal ends has the code of a shell") {
  const auto output = run_program({"/bin/sh", "-c", "kill -9 $$"}, {}, {});
  REQUIRE(output.ok());
  CHECK(output.value().exit_code == 128 + 9);
}

TEST_CASE("a program has nothing to read") {
  const auto output = run_program({"/bin/sh", "-c", "cat; echo end"}, {}, {});
  REQUIRE(output.ok());
  CHECK(output.value().out == "end\n");
}

TEST_CASE("a program that takes too long is ended with what it started") {
  Limits limits;
  limits.time = std::chrono::milliseconds(200);
  // The grandchild would hold the pipe open for a minute.
  const auto output = run_program({"/bin/sh", "-c", "sleep 60 & sleep 60"}, limits, {});
  REQUIRE_FALSE(output.ok());
  CHECK(output.error().message == "it did not end within 200 ms");
}

TEST_CASE("a program that prints too much is ended") {
  Limits limits;
  limits.output = 10'000;
  const auto* script = GENERATE("while :; do echo line; done", "while :; do echo line >&2; done");
  const auto output = run_program({"/bin/sh", "-c", script}, limits, {});
  REQUIRE_FALSE(output.ok());
  CHECK(output.error().message == "it printed more than 10000 bytes");
}

TEST_CASE("a program that cannot be started is an error with the system's reason") {
  const auto output = run_program({"/nonexistent/az"}, {}, {});
  REQUIRE_FALSE(output.ok());
  CHECK(output.error().message == "`/nonexistent/az` cannot be started");
  CHECK(output.error().help == "No such file or directory");
}
