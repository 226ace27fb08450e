#include "golden/case.hpp"

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <sstream>

#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/online/commands.hpp"
#include "diag/render.hpp"
#include "golden/tenants.hpp"
#include "source/memory_file_system.hpp"

namespace golden {

namespace {

namespace fs = std::filesystem;
using pinwright::source::MemoryFileSystem;

/// Every case begins at this moment, wherever and whenever it runs: 2026-06-01. A step later is an hour later.
constexpr std::int64_t kBegin = 1'780'272'000;
constexpr std::int64_t kStep = 3600;
/// The workspace lies here, in memory.
const std::string kFolder = "/workspace";
/// What a run notes for later; its lines are the tests' of the journal, not of these cases.
const std::string kNotes = kFolder + "/.pinwright/";

auto lines_of(const std::string& text) -> std::vector<std::string> {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

auto is_sidecar(const fs::path& below) -> bool {
  const auto first = below.begin()->string();
  return first == "args" || first == "workspace" || first == "stdin" || first == "environment" ||
         first == "between.json" || first.starts_with("expected.") || first.starts_with("step.") ||
         (first.starts_with("tenant.") && first.ends_with(".json"));
}

/// An example shows its findings in every format, so that a new one cannot be forgotten: one on stdout, the others in
/// files.
auto every_format() -> std::vector<std::string> {
  std::vector<std::string> arguments{"validate", "."};
  for (const auto& format : pinwright::diag::kRenderers) {
    arguments.emplace_back("--output");
    arguments.push_back(arguments.size() == 3 ? std::string(format.name) : fmt::format("{0}=report.{0}", format.name));
  }
  return arguments;
}

/// One call of the program.
struct Step {
  fs::path folder;
  std::vector<std::string> arguments;
  std::optional<std::string> answer;  ///< typed at the terminal
};

auto step_in(const fs::path& folder) -> Step {
  Step step{folder, arguments_of(folder), std::nullopt};
  if (fs::exists(folder / "stdin")) step.answer = read(folder / "stdin");
  return step;
}

auto steps_of(const fs::path& folder) -> std::vector<Step> {
  std::vector<Step> steps{step_in(folder)};
  for (;;) {
    const auto next = folder / fmt::format("step.{}", steps.size() + 1);
    if (!fs::is_directory(next)) return steps;
    steps.push_back(step_in(next));
  }
}

class World {
 public:
  explicit World(const fs::path& folder) : tenants_(folder) {
    variables_["PINWRIGHT_JOURNAL_KEY"] = "the key of the golden cases";
    if (!fs::exists(folder / "environment")) return;
    for (const auto& line : lines_of(read(folder / "environment"))) {
      const auto equals = line.find('=');
      variables_[line.substr(0, equals)] = line.substr(equals + 1);
    }
  }

  auto put_files(const fs::path& folder) -> void {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      const auto below = fs::relative(entry.path(), folder);
      if (!entry.is_regular_file() || is_sidecar(below)) continue;
      files_.put(kFolder + "/" + below.generic_string(), read(entry.path()));
    }
  }

  auto run(const Step& step) -> void {
    tenants_.change(step.folder / "between.json");
    put_files(step.folder);
    if (!outcome_.exits.empty()) {
      outcome_.out += fmt::format("=== {}\n", pinwright::base::joined(step.arguments, " "));
    }
    const auto before = files_.files();
    std::ostringstream out;
    std::ostringstream err;
    std::istringstream in(step.answer.value_or(""));
    auto env = make_env(out, err);
    env.in = &in;
    env.in_is_terminal = step.answer.has_value();
    const auto code = pinwright::cli::run(step.arguments, env, pinwright::cli::online::run);
    outcome_.exits.push_back(static_cast<int>(code));
    outcome_.out += out.str();
    if (!err.str().empty()) outcome_.out += "--- stderr\n" + err.str();
    note_writes(before);
  }

  auto result() -> Outcome { return std::move(outcome_); }

 private:
  auto make_env(std::ostream& out, std::ostream& err) -> pinwright::driver::Env {
    const auto now = kBegin + kStep * static_cast<std::int64_t>(outcome_.exits.size());
    pinwright::driver::Env env{files_,
                               out,
                               err,
                               kFolder,
                               [this](std::string_view name) { return variable(name); },
                               [now] { return now; },
                               [] { return std::uint64_t{0x5EED}; }};
    env.sleep = [](std::chrono::milliseconds, const pinwright::base::StopToken&) {};
    env.connect = [this](const auto& options, const auto&) { return tenants_.connect(options); };
    return env;
  }

  auto variable(std::string_view name) const -> std::optional<std::string> {
    const auto found = variables_.find(name);
    return found == variables_.end() ? std::nullopt : std::optional(found->second);
  }

  auto note_writes(const std::map<std::string, std::string>& before) -> void {
    for (const auto& [path, bytes] : files_.files()) {
      const auto old = before.find(path);
      if (old != before.end() && old->second == bytes) continue;
      outcome_.out += fmt::format("--- {}\n{}", path, path.starts_with(kNotes) ? "" : bytes);
    }
  }

  MemoryFileSystem files_;
  Tenants tenants_;
  std::map<std::string, std::string, std::less<>> variables_;
  Outcome outcome_;
};

}  // namespace

auto run(const fs::path& folder, const fs::path& examples) -> Outcome {
  World world(folder);
  if (const auto example = borrowed(folder); !example.empty()) world.put_files(examples / example);
  for (const auto& step : steps_of(folder)) world.run(step);
  return world.result();
}

auto arguments_of(const fs::path& folder) -> std::vector<std::string> {
  if (fs::exists(folder / "args")) return lines_of(read(folder / "args"));
  return borrowed(folder).empty() ? std::vector<std::string>{"validate", "."} : every_format();
}

auto borrowed(const fs::path& folder) -> std::string {
  return std::string(pinwright::base::trimmed(read(folder / "workspace")));
}

auto read(const fs::path& path) -> std::string {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace golden
