#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "diag/render.hpp"
#include "source/memory_file_system.hpp"
#include "support/offline_env.hpp"

namespace {

using Files = std::map<std::string, std::string>;

/// More tenants than the driver takes at once, in three files.
constexpr int kTenants = 72;
constexpr int kPolicies = 16;

/// A tenant's length of PINs is out of range for each tenth, and every seventh has no such variable at all.
auto tenant(int number, bool sound) -> std::string {
  auto text = fmt::format("  t{:03}:\n    tenantId: 3f2b9a54-6c1d-4e8a-9b7e-{:012}\n    labels: {{ring: r{}}}\n",
                          number, number, number % 3);
  if (sound || number % 7 != 0)
    text += fmt::format("    vars: {{length: {}}}\n", !sound && number % 10 == 0 ? 900 : 4 + number % 6);
  return text;
}

auto policy(int number, bool sound) -> std::string {
  auto text = fmt::format("policies:\n  p{0:02}:\n    displayName: Policy {0}\n", number);
  if (number % 4 == 1) text += fmt::format("    tenants: {{labels: {{ring: r{}}}}}\n", number % 3);
  text += "    settings:\n";
  text += "      - omaUri: ./Device/Vendor/MSFT/PassportForWork/{tenantId}/Policies/PINComplexity/MinimumPINLength\n";
  text += "        value: \"{vars.length}\"\n";
  if (!sound && number % 3 == 0)
    text += "      - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Update/ActiveHourStart, value: 8}\n";
  if (!sound && number % 5 == 0) text += "    colour: blue\n";
  text += "    assignments: {include: [pilot]}\n";
  return text;
}

/// Many files and tenants; unless `sound`, with mistakes of every phase, so that every merge of results has work to do.
auto workspace(bool sound) -> Files {
  Files files;
  files["pinwright.yaml"] =
      "pinwright: 1\nworkspace: jobs-000001\ngroups:\n  pilot: {displayName: Pilot, members: devices}\n";
  for (int number = 0; number < kTenants; ++number) {
    auto& text = files[fmt::format("tenants/{}.yaml", number % 3)];
    if (text.empty()) text = "tenants:\n";
    text += tenant(number, sound);
  }
  for (int number = 0; number < kPolicies; ++number)
    files[fmt::format("policies/{:02}.yaml", number)] = policy(number, sound);
  if (sound) return files;
  files["policies/broken.yaml"] = "policies: [a\n";
  files["policies/twice.yaml"] = "policies:\n  p01: {displayName: Again, settings: []}\n";
  files["waivers.yaml"] = "waivers:\n  - {slug: value-out-of-range, tenants: [t010], reason: agreed}\n";
  return files;
}

struct Outcome {
  int exit = 0;
  std::string out, err;
  Files files;
  auto operator==(const Outcome&) const -> bool = default;
};

auto run(const Files& workspace, std::vector<std::string> arguments, int jobs) -> Outcome {
  pinwright::source::MemoryFileSystem files;
  for (const auto& [path, bytes] : workspace) files.put("/workspace/" + path, bytes);
  std::ostringstream out;
  std::ostringstream err;
  auto env = pinwright::support::offline_env(files, out, err);
  arguments.insert(arguments.end(), {"--jobs", std::to_string(jobs)});
  const auto code = pinwright::cli::run(arguments, env);
  return {static_cast<int>(code), out.str(), err.str(), files.files()};
}

/// The threads take their tasks in another order each time, so one agreement would say little.
auto check_same(const Files& workspace, const std::vector<std::string>& arguments, const Outcome& alone) -> void {
  for (int round = 0; round < 3; ++round) {
    const auto together = run(workspace, arguments, 8);
    CHECK(alone.exit == together.exit);
    CHECK(alone.out == together.out);
    CHECK(alone.err == together.err);
    CHECK(alone.files == together.files);
  }
}

}  // namespace

TEST_CASE("validate prints the same bytes with one thread and with eight, in every format") {
  const auto files = workspace(false);
  for (const auto& format : pinwright::diag::kRenderers) {
    const std::vector<std::string> arguments{"validate", ".", "--verbose", "--output", std::string(format.name)};
    const auto alone = run(files, arguments, 1);
    REQUIRE(alone.exit == 1);
    // An output may show the worst alone; what is found is the same for all of them.
    for (const auto* slug : {"yaml-syntax", "unknown-key", "duplicate-definition"})
      CHECK((format.name != "json" || alone.out.find(slug) != std::string::npos));
    check_same(files, arguments, alone);
  }
}

TEST_CASE("findings of tenants come in the same order with one thread and with eight") {
  auto files = workspace(false);
  files.erase("policies/broken.yaml");
  files.erase("policies/twice.yaml");
  const std::vector<std::string> arguments{"validate",         ".",        "--verbose", "--output",
                                           "json=report.json", "--output", "text"};
  const auto alone = run(files, arguments, 1);
  for (const auto* slug : {"unknown-node", "value-out-of-range", "unknown-placeholder"})
    CHECK(alone.out.find(slug) != std::string::npos);
  check_same(files, arguments, alone);
}

TEST_CASE("compile writes the same files with one thread and with eight") {
  const auto files = workspace(true);
  const std::vector<std::string> arguments{"compile", ".", "--out", "out"};
  const auto alone = run(files, arguments, 1);
  REQUIRE(alone.exit == 0);
  // Three of four policies are for all tenants, the fourth for a ring; each has a body and its assignments.
  CHECK(alone.files.size() == files.size() + 1 + 2 * (12 * kTenants + 4 * kTenants / 3));
  check_same(files, arguments, alone);
}

TEST_CASE("a compile that is refused writes nothing and says the same with one thread and with eight") {
  const auto files = workspace(false);
  const std::vector<std::string> arguments{"compile", ".", "--out", "out"};
  const auto alone = run(files, arguments, 1);
  CHECK(alone.exit == 1);
  CHECK(alone.files.size() == files.size());
  check_same(files, arguments, alone);
}
