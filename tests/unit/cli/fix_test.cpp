#include <catch2/catch.hpp>
#include <optional>
#include <sstream>
#include <string>

#include "cli/command.hpp"
#include "cli/edited_files.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

namespace {

/// A misspelt node: a finding with one right repair.
constexpr std::string_view kPolicy =
    "policies:\n  NAME:\n    displayName: NAME\n    settings:\n"
    "      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamra, dataType: integer, value: 1}\n";

auto policy(const std::string& name) -> std::string {
  std::string text(kPolicy);
  for (auto at = text.find("NAME"); at != std::string::npos; at = text.find("NAME")) text.replace(at, 4, name);
  return text;
}

struct Outcome {
  pinwright::cli::ExitCode exit = pinwright::cli::ExitCode::Success;
  std::string err;
};

auto fix(pinwright::source::MemoryFileSystem& files) -> Outcome {
  std::ostringstream out;
  std::ostringstream err;
  auto env = pinwright::support::offline_env(files, out, err);
  const auto exit = pinwright::cli::run({"fix"}, env);
  return {exit, err.str()};
}

auto fill(pinwright::source::MemoryFileSystem& files) -> void {
  files.put("/workspace/pinwright.yaml",
            "pinwright: 1\nworkspace: fix-000001\ntenants:\n"
            "  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}\n");
  for (const auto* name : {"a", "b", "c"}) files.put("/workspace/" + std::string(name) + ".yaml", policy(name));
}

}  // namespace

TEST_CASE("fix says which files it had written when it stops") {
  pinwright::source::MemoryFileSystem files;
  fill(files);
  files.refuse_writes("/workspace/c.yaml", "no space left on device");
  const auto outcome = fix(files);
  CHECK(outcome.exit == pinwright::cli::ExitCode::Findings);
  CHECK(outcome.err.find("no space left on device") != std::string::npos);
  CHECK(outcome.err.find("written before: a.yaml, b.yaml\n") != std::string::npos);
  CHECK(files.files().at("/workspace/a.yaml") != policy("a"));
  CHECK(files.files().at("/workspace/b.yaml") != policy("b"));
  CHECK(files.files().at("/workspace/c.yaml") == policy("c"));
}

TEST_CASE("fix that cannot write its first file says that nothing was written") {
  pinwright::source::MemoryFileSystem files;
  fill(files);
  const auto before = files.files();
  files.refuse_writes("/workspace", "read-only file system");
  CHECK(fix(files).err.find("nothing was written") != std::string::npos);
  CHECK(files.files() == before);
}

TEST_CASE("what an editor saved while fix was at work is not overwritten") {
  pinwright::source::MemoryFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  files.put("/workspace/a.yaml", "saved by somebody\n");
  auto env = pinwright::support::offline_env(files, out, err);
  std::vector<std::string> written;
  const pinwright::cli::EditedFiles edited{{"/workspace/a.yaml", {"as it was read\n", "as it was fixed\n"}}};
  const auto done = pinwright::cli::write_edits(edited, env, written);
  REQUIRE_FALSE(done.ok());
  CHECK(done.error().message.ends_with("a.yaml` was changed since it was read"));
  CHECK(files.files().at("/workspace/a.yaml") == "saved by somebody\n");
  CHECK(written.empty());
}
