#include <catch2/catch.hpp>
#include <functional>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

using namespace pinwright;

namespace {

const std::string kRoot =
    "pinwright: 1\nworkspace: watch-000001\ntenants:\n  contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}\n";

/// Each wait makes the next of some changes; after the last the run is told to stop.
class Changes final : public source::FolderWatch {
 public:
  using Change = std::function<std::vector<std::string>()>;
  explicit Changes(std::vector<Change> changes) : changes_(std::move(changes)) {}
  auto wait(const std::stop_token&) -> base::Result<std::vector<std::string>> override {
    return next_ < changes_.size() ? changes_[next_++]() : std::vector<std::string>();
  }

 private:
  std::vector<Change> changes_;
  std::size_t next_ = 0;
};

struct Outcome {
  cli::ExitCode exit = cli::ExitCode::Success;
  std::string out;
  std::string err;
  std::vector<std::string> watched;
};

auto validate(source::MemoryFileSystem& files, std::vector<Changes::Change> changes,
              const std::vector<std::string>& more = {}) -> Outcome {
  std::ostringstream out;
  std::ostringstream err;
  Outcome outcome;
  auto env = support::offline_env(files, out, err);
  env.watch = [&](const std::vector<std::string>& folders) -> base::Result<std::unique_ptr<source::FolderWatch>> {
    outcome.watched = folders;
    return std::unique_ptr<source::FolderWatch>(std::make_unique<Changes>(std::move(changes)));
  };
  std::vector<std::string> arguments{"validate", "--watch"};
  arguments.insert(arguments.end(), more.begin(), more.end());
  outcome.exit = cli::run(arguments, env);
  outcome.out = out.str();
  outcome.err = err.str();
  return outcome;
}

auto count_of(const std::string& text, const std::string& part) -> std::size_t {
  std::size_t count = 0;
  for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

}  // namespace

TEST_CASE("validate --watch checks again after each change, and ends with the last result") {
  source::MemoryFileSystem files;
  files.put("/workspace/pinwright.yaml", kRoot);
  const auto broken = [&] {
    files.put("/workspace/pinwright.yaml", kRoot + "polices: {}\n");
    return std::vector<std::string>{"/workspace/pinwright.yaml"};
  };
  const auto repaired = [&] {
    files.put("/workspace/pinwright.yaml", kRoot);
    return std::vector<std::string>{"/workspace/a.yaml", "/workspace/pinwright.yaml"};
  };
  const auto first = validate(files, {broken});
  CHECK(first.exit == cli::ExitCode::Findings);
  CHECK(first.watched == std::vector<std::string>{"/workspace"});
  CHECK(count_of(first.out, "pinwright.yaml changed\n") == 1);
  CHECK(count_of(first.out, "unknown-key") == 1);

  const auto second = validate(files, {broken, repaired});
  CHECK(second.exit == cli::ExitCode::Success);
  CHECK(count_of(second.out, "a.yaml and 1 more changed\n") == 1);
  CHECK(second.err.empty());
}

TEST_CASE("validate --watch goes on when the root file is gone for a moment") {
  source::MemoryFileSystem files;
  files.put("/workspace/pinwright.yaml", kRoot);
  const auto gone = [&] {
    REQUIRE(files.remove_folder("/workspace"));
    return std::vector<std::string>{"/workspace/pinwright.yaml"};
  };
  const auto back = [&] {
    files.put("/workspace/pinwright.yaml", kRoot);
    return std::vector<std::string>{"/workspace/pinwright.yaml"};
  };
  const auto outcome = validate(files, {gone, back});
  CHECK(outcome.exit == cli::ExitCode::Success);
  CHECK(count_of(outcome.out, "waiting for a change") == 3);
}

TEST_CASE("validate --watch is for the terminal") {
  source::MemoryFileSystem files;
  files.put("/workspace/pinwright.yaml", kRoot);
  for (const auto& more :
       {std::vector<std::string>{"--output", "json"}, {"--output", "text=out.txt"}, {"--write-known", "known.json"}}) {
    const auto outcome = validate(files, {}, more);
    CHECK(outcome.exit == cli::ExitCode::Usage);
    CHECK(outcome.err.find("`--watch` prints text to the terminal, and writes no file") != std::string::npos);
  }
}
