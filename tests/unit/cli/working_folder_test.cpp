#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "fake/fake_tenant.hpp"
#include "graph/connect.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

namespace {

struct Ran {
  cli::ExitCode code;
  std::string err;
};

/// In the folder `/work/policies` of a workspace.
auto run(const std::vector<std::string>& arguments) -> Ran {
  auto tenant = fake::FakeTenant::from_json(R"({"tenantId": "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63"})");
  source::MemoryFileSystem files;
  files.put("/work/pinwright.yaml",
            "pinwright: 1\nworkspace: a-4f2a91\ntenants:\n"
            "  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}\n");
  files.put("/work/policies/notes.txt", "");
  files.put("/work/others/notes.txt", "");
  std::ostringstream out, err;
  driver::Env env{files,
                  out,
                  err,
                  "/work/policies",
                  [](std::string_view) { return std::nullopt; },
                  [] { return std::int64_t{1'780'272'000}; },
                  [] { return std::uint64_t{1}; }};
  env.connect = [&](const auto&, const auto&) { return tenant.value()->share(); };
  return {cli::run(arguments, env, cli::online::run), err.str()};
}

}  // namespace

TEST_CASE("in a folder of a workspace the commands that meet a tenant find its root") {
  const std::string command = GENERATE("plan", "drift", "status", "preflight");
  CAPTURE(command);
  CHECK(run({command}).code == cli::ExitCode::Success);
  CHECK(run({command, "."}).code == cli::ExitCode::Success);
}

TEST_CASE("another folder of a workspace is no workspace, and nothing smaller can be planned") {
  const auto ran = run({"plan", "../others"});
  CHECK(ran.code == cli::ExitCode::Usage);
  CHECK_THAT(ran.err, Catch::Contains("is not the root of a workspace"));
}

TEST_CASE("an empty path is a variable that was not set, and not the working folder") {
  CHECK(run({"validate", ""}).code == cli::ExitCode::Usage);
  CHECK(run({"plan", ""}).code == cli::ExitCode::Usage);
}
