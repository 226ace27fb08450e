#include "cli/places.hpp"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "cli/command.hpp"
#include "source/file_system.hpp"

using namespace pinwright;
namespace fs = std::filesystem;

namespace {

/// A workspace on the disk with links that lead out of it, and what lies there.
class Scratch {
 public:
  Scratch() : folder_(fs::temp_directory_path() / ("places-" + std::to_string(::getpid()))) {
    fs::remove_all(folder_);
    fs::create_directories(folder_ / "w/results");
    fs::create_directories(folder_ / "outside");
    put("w/pinwright.yaml",
        "pinwright: 1\nworkspace: places-4f2a91\ntenants:\n"
        "  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63, primaryDomain: contoso.com}\n");
    put("outside/profile", "mine");
    fs::create_symlink("../outside/profile", folder_ / "w/report.json");
    fs::create_directory_symlink("../outside", folder_ / "w/build");
    fs::create_symlink("results/kept.json", folder_ / "w/kept.json");
    put("w/results/kept.json", "");
  }
  ~Scratch() { fs::remove_all(folder_); }
  Scratch(const Scratch&) = delete;
  auto operator=(const Scratch&) -> Scratch& = delete;

  [[nodiscard]] auto folder() const -> const fs::path& { return folder_; }
  auto put(const std::string& path, std::string_view text) const -> void {
    std::ofstream(folder_ / path, std::ios::binary) << text;
  }
  [[nodiscard]] auto text(const std::string& path) const -> std::string {
    std::ifstream in(folder_ / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }

 private:
  fs::path folder_;
};

struct Outcome {
  cli::ExitCode exit;
  std::string err;
};

auto run_in(const fs::path& working_folder, const std::vector<std::string>& arguments) -> Outcome {
  const auto files = source::make_disk();
  std::ostringstream out;
  std::ostringstream err;
  driver::Env env{*files,
                  out,
                  err,
                  working_folder.string(),
                  [](std::string_view) { return std::nullopt; },
                  [] { return 0; },
                  [] { return 0; }};
  const auto exit = cli::run(arguments, env);
  return {exit, err.str()};
}

}  // namespace

TEST_CASE("no result is written through a link that leads out of the folder that people work in") {
  const Scratch scratch;
  const auto workspace = scratch.folder() / "w";
  for (const std::string option : {"--output=json=report.json", "--output=gitlab=build/new.json",
                                   "--output=text=build/profile", "--write-known=report.json"}) {
    INFO(option);
    const auto outcome = run_in(workspace, {"validate", ".", option});
    CHECK(outcome.exit == cli::ExitCode::Findings);
    CHECK(outcome.err.find("a link leads it out of") != std::string::npos);
  }
  // Named from elsewhere, the workspace is still a stranger's.
  CHECK(run_in("/", {"validate", workspace.string(), "--output=json=" + (workspace / "report.json").string()}).exit ==
        cli::ExitCode::Findings);
  CHECK(scratch.text("outside/profile") == "mine");
  CHECK_FALSE(fs::exists(scratch.folder() / "outside/new.json"));
}

TEST_CASE("a link within the folder, and any place elsewhere, is written to") {
  const Scratch scratch;
  const auto workspace = scratch.folder() / "w";
  CHECK(run_in(workspace, {"validate", ".", "--output=json=kept.json"}).err.empty());
  CHECK_FALSE(scratch.text("w/results/kept.json").empty());
  CHECK(run_in(workspace, {"validate", ".", "--output=json=../outside/mine.json"}).err.empty());
  CHECK_FALSE(scratch.text("outside/mine.json").empty());
}
