// Names that a tenant holds are text of others: nothing of them may reach the terminal or the agent of a pipeline as it
// is.

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/online/confirm.hpp"
#include "cli/views/preflight.hpp"
#include "cli/views/status.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

namespace {

const std::string kHostile = "x\x1b[2J\n::error::y\r##vso[task.complete result=Failed]\xE2\x80\xAE\xC2\x9B";

auto check_harmless(const std::string& printed) -> void {
  INFO(printed);
  CHECK(printed.find("task.complete") != std::string::npos);  // it is there, drawn
  for (const auto* piece : {"\x1b", "\r", "\n::", "##vso[", "\xE2\x80\xAE", "\xC2\x9B"}) {
    CHECK(printed.find(piece) == std::string::npos);
  }
}

/// What `csp` prints, on stdout and stderr, in a folder of these files.
auto csp_prints(source::MemoryFileSystem& files, std::vector<std::string> arguments) -> std::string {
  std::ostringstream out;
  std::ostringstream err;
  driver::Env env{files,
                  out,
                  err,
                  "/w",
                  [](std::string_view) { return std::optional<std::string>(); },
                  [] { return std::int64_t{0}; },
                  [] { return std::uint64_t{1}; }};
  arguments.insert(arguments.begin(), "csp");
  CHECK(cli::run(arguments, env) != cli::ExitCode::Internal);
  return out.str() + err.str();
}

auto readiness() -> driver::TenantReadiness {
  driver::TenantReadiness tenant;
  tenant.name = "contoso";
  return tenant;
}

}  // namespace

TEST_CASE("preflight draws what a tenant calls itself, and why it cannot be used") {
  for (const auto field : {&driver::TenantReadiness::display_name, &driver::TenantReadiness::mdm_authority}) {
    auto tenant = readiness();
    tenant.*field = kHostile;
    std::ostringstream out;
    cli::views::print_readiness(out, {tenant});
    check_harmless(out.str());
    const auto json = cli::views::readiness_json({tenant}, {}, {});
    check_harmless(json);
    CHECK(nlohmann::json::parse(json).dump().find("task.complete") != std::string::npos);
  }
  auto tenant = readiness();
  tenant.unusable = base::Error{kHostile, kHostile};
  std::ostringstream out;
  cli::views::print_readiness(out, {tenant});
  check_harmless(out.str());
}

TEST_CASE("status draws why a policy or a tenant cannot be read") {
  driver::TenantRollout broken{.name = "contoso", .unusable = base::Error{kHostile, ""}};
  driver::TenantRollout partly{.name = "fabrikam"};
  partly.policies.push_back({.key = "a", .display_name = kHostile, .status = base::Error{kHostile, ""}});
  for (const auto& rollout : {broken, partly}) {
    std::ostringstream out;
    cli::views::print_status(out, {rollout}, {});
    check_harmless(out.str());
    check_harmless(cli::views::status_json({rollout}));
  }
}

TEST_CASE("a question draws the names in it") {
  source::MemoryFileSystem files;
  std::ostringstream out;
  std::ostringstream err;
  std::istringstream answer("no\n");
  driver::Env env{files,
                  out,
                  err,
                  "/",
                  [](std::string_view) { return std::optional<std::string>(); },
                  [] { return std::int64_t{0}; },
                  [] { return std::uint64_t{1}; }};
  env.in = &answer;
  env.in_is_terminal = true;
  CHECK_FALSE(cli::online::confirm(kHostile, "", env).ok());
  check_harmless(err.str());
}

TEST_CASE("csp show draws what a workspace declares") {
  source::MemoryFileSystem files;
  const auto hostile = nlohmann::json(kHostile).dump();  // as YAML takes it too
  const std::string uri = "./Device/Vendor/MSFT/Policy/Config/NewArea/Node";
  files.put("/w/pinwright.yaml", "pinwright: 1\nworkspace: w\nnodes:\n  - {omaUri: " + uri +
                                     ", format: chr, allowed: [" + hostile + "], source: https://a.example}\n");
  for (const auto& option : {std::vector<std::string>{}, {"--yaml"}, {"--output", "json"}}) {
    auto arguments = option;
    arguments.insert(arguments.begin(), {"show", uri});
    check_harmless(csp_prints(files, arguments));
  }
  const auto json = nlohmann::json::parse(csp_prints(files, {"show", uri, "--output", "json"}));
  CHECK(json["allowed"]["values"].get<std::string>().find("task.complete") != std::string::npos);
}

TEST_CASE("csp show draws what an ADMX file says, and bytes that are no UTF-8") {
  const std::string uri = "./Device/Vendor/MSFT/Policy/Config/App~Policy~Area/Own";
  for (const auto& name : {std::string("x&#x9B;&#x202E;##vso[task.complete]"), std::string("task.complete\xFF")}) {
    source::MemoryFileSystem files;
    files.put("/w/pinwright.yaml",
              "pinwright: 1\nworkspace: w\ntenants: {a: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}\n"
              "policies:\n  a:\n    displayName: A\n    assignments: {include: [allDevices]}\n    settings:\n"
              "      - omaUri: ./Device/Vendor/MSFT/Policy/ConfigOperations/ADMXInstall/App/Policy/File\n"
              "        valueFrom: {file: own.admx}\n");
    files.put("/w/own.admx",
              "<policyDefinitions><categories><category name=\"Area\"/></categories><policies><policy name=\"Own\" "
              "class=\"Machine\" key=\"a\"><parentCategory ref=\"Area\"/><elements><enum id=\"E\" "
              "valueName=\"v\"><item displayName=\"" +
                  name + "\"><value><string>1</string></value></item></enum></elements></policy></policies>" +
                  "</policyDefinitions>");
    for (const auto& option : {std::vector<std::string>{}, {"--yaml"}, {"--output", "json"}}) {
      auto arguments = option;
      arguments.insert(arguments.begin(), {"show", uri});
      const auto printed = csp_prints(files, arguments);
      INFO(printed);
      for (const auto* piece : {"##vso[", "\xE2\x80\xAE", "\xC2\x9B", "\xFF"}) {
        CHECK(printed.find(piece) == std::string::npos);
      }
    }
  }
}

TEST_CASE("csp import and csp diff draw the names of files and what they hold") {
  source::MemoryFileSystem files;
  const std::string name = "\x1b[2J##vso[task.complete]";
  files.put("/w/broken/" + name + ".xml", "<nothing");
  check_harmless(csp_prints(files, {"import", "broken", "--edition", "1", "--out", "x"}));
  const auto ddf = [](const std::string& leaf) {
    return "<MgmtTree><Node><NodeName>Own</NodeName><Path>./Device/Vendor/MSFT</Path><DFProperties><AccessType><Get/>"
           "</AccessType><DFFormat><node/></DFFormat></DFProperties><Node><NodeName>Leaf</NodeName><DFProperties>"
           "<AccessType><Get/></AccessType><DFFormat><chr/></DFFormat><DefaultValue>" +
           leaf + "</DefaultValue></DFProperties></Node></Node></MgmtTree>";
  };
  files.put("/w/old/Own.xml", ddf("a"));
  files.put("/w/new/Own.xml", ddf("&#x9B;##vso[task.complete]&#x202E;"));
  check_harmless(csp_prints(files, {"diff", "old", "new"}));
  check_harmless(csp_prints(files, {"diff", "old", "new", "--output", "json"}));
  files.put("/w/admx/" + name + ".admx", "<nothing");
  check_harmless(
      csp_prints(files, {"import", "old", "--edition", "1", "--out", "y", "--admx", "admx", "--admx-edition", "1"}));
}
