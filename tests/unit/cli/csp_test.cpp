#include <catch2/catch.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "base/base64.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "csp/catalog.hpp"
#include "source/memory_file_system.hpp"

using namespace pinwright;

namespace {

struct Outcome {
  cli::ExitCode code = cli::ExitCode::Success;
  std::string out, err;
};

auto run(source::MemoryFileSystem& files, const std::vector<std::string>& arguments) -> Outcome {
  std::ostringstream out, err;
  driver::Env env{files,
                  out,
                  err,
                  "/w",
                  [](std::string_view) -> std::optional<std::string> { return std::nullopt; },
                  [] { return std::int64_t{1'780'272'000}; },
                  [] { return 4U; }};
  const auto code = cli::run(arguments, env);
  return {code, out.str(), err.str()};
}

auto ddf(const std::string& leaves) -> std::string {
  return "<MgmtTree><Node><NodeName>Own</NodeName><Path>./Device/Vendor/MSFT</Path><DFProperties><AccessType><Get/>"
         "</AccessType><DFFormat><node/></DFFormat></DFProperties>" +
         leaves + "</Node></MgmtTree>";
}

auto leaf(const std::string& name, const std::string& values) -> std::string {
  std::string allowed;
  for (const auto value : base::split(values, ' ')) {
    allowed += "<MSFT:Enum><MSFT:Value>" + std::string(value) + "</MSFT:Value></MSFT:Enum>";
  }
  return "<Node><NodeName>" + name +
         "</NodeName><DFProperties><AccessType><Add/><Get/><Replace/></AccessType><DFFormat>"
         "<int/></DFFormat><MSFT:AllowedValues ValueType=\"ENUM\">" +
         allowed + "</MSFT:AllowedValues></DFProperties></Node>";
}

/// ddf/DDF/Own.xml with one node `Own`, deflated; made with Python's zipfile.
constexpr std::string_view kArchive =
    "UEsDBBQAAAAIAAAAQVyw7DmpcwAAALMAAAAPAAAAZGRmL0RERi9Pd24ueG1sVU7LCsIwEPwj5weWBSHEU2vB4D2ki/aQpGwWpX9v"
    "fVD1MjAzzIO6S7agIkx9HT/Yxyx8vBfCxmiIduUdnNymJDhLGauiO/lAeFnk/KB1FrVJGtM+JWktLPMaPYiBCb+S875qjsZU1oWn"
    "+1Xw34T3L2xHH1BLAQIUAxQAAAAIAAAAQVyw7DmpcwAAALMAAAAPAAAAAAAAAAAAAACAAQAAAABkZGYvRERGL093bi54bWxQSwUG"
    "AAAAAAEAAQA9AAAAoAAAAAAA";
constexpr std::string_view kLeadsOut =
    "UEsDBBQAAAAIAAAAQVyw7DmpcwAAALMAAAAKAAAALi4vT3duLnhtbFVOywrCMBD8I+cHlgUhxFNrweA9pIv2kKRsFqV/b31Q9TIw"
    "M8yDuku2oCJMfR0/2McsfLwXwsZoiHblHZzcpiQ4Sxmrojv5QHhZ5PygdRa1SRrTPiVpLSzzGj2IgQm/kvO+ao7GVNaFp/tV8N+E"
    "9y9sRx9QSwECFAMUAAAACAAAAEFcsOw5qXMAAACzAAAACgAAAAAAAAAAAAAAgAEAAAAALi4vT3duLnhtbFBLBQYAAAAAAQABADgA"
    "AACbAAAAAAA=";

}  // namespace

TEST_CASE("csp import takes a folder, however deep, and an archive, with the same result") {
  const auto bytes = base::base64_decode(kArchive);
  REQUIRE(bytes);
  source::MemoryFileSystem files;
  files.put("/w/ddf/a/b/c/Own.xml", ddf(""));
  files.put("/w/ddf/readme.txt", "no DDF");
  files.put("/w/ddf.zip", *bytes);
  const auto deep = run(files, {"csp", "import", "ddf", "--edition", "1", "--out", "deep"});
  CHECK(deep.code == cli::ExitCode::Success);
  CHECK(deep.err == "wrote 1 file with 1 node\n");
  CHECK(run(files, {"csp", "import", "ddf.zip", "--edition", "1", "--out", "packed"}).code == cli::ExitCode::Success);
  CHECK(files.files().at("/w/deep/Own.json") == files.files().at("/w/packed/Own.json"));
  files.put("/w/empty/readme.txt", "");
  const auto nothing = run(files, {"csp", "import", "empty", "--edition", "1", "--out", "x"});
  CHECK(nothing.code == cli::ExitCode::Usage);
  CHECK(nothing.err.find("there is no `*.xml` in `empty`") != std::string::npos);
}

TEST_CASE("an archive that leads out of itself is refused") {
  source::MemoryFileSystem files;
  files.put("/w/bad.zip", base::base64_decode(kLeadsOut).value());
  const auto outcome = run(files, {"csp", "import", "bad.zip", "--edition", "1", "--out", "x"});
  CHECK(outcome.code == cli::ExitCode::Usage);
  CHECK(outcome.err.find("leads out of the archive") != std::string::npos);
}

TEST_CASE("csp diff prints what two editions state differently, from DDF files or imports") {
  source::MemoryFileSystem files;
  files.put("/w/old/Own.xml", ddf(leaf("Gone", "0 1") + leaf("Kept", "0 1")));
  files.put("/w/new/x/Own.xml", ddf(leaf("Kept", "0 2 3") + leaf("Fresh", "0 1")));
  const std::string own = "./Device/Vendor/MSFT/Own/";
  const std::string wanted = "+ " + own + "Fresh\n- " + own + "Gone\n~ " + own +
                             "Kept\n    values         + 2, 3  - 1\n1 node added, 1 gone, 1 changed\n";
  const auto raw = run(files, {"csp", "diff", "old", "new"});
  CHECK(raw.code == cli::ExitCode::Findings);
  CHECK(raw.out == wanted);
  REQUIRE(run(files, {"csp", "import", "old", "--edition", "1", "--out", "one"}).code == cli::ExitCode::Success);
  const auto kept = run(files, {"csp", "import", "new", "--edition", "2", "--keep", "one", "--out", "two"});
  CHECK(kept.err == "wrote 1 file with 3 nodes and 1 retired node\n");
  CHECK(run(files, {"csp", "diff", "one", "two"}).out == wanted);
  const auto json = nlohmann::json::parse(run(files, {"csp", "diff", "one", "two", "--output", "json"}).out);
  CHECK(json["added"] == nlohmann::json{own + "Fresh"});
  CHECK(json["gone"] == nlohmann::json{own + "Gone"});
  CHECK(json["changed"][0]["facts"]["values"]["after"] == nlohmann::json{"0", "2", "3"});
  CHECK(run(files, {"csp", "diff", "two", "two"}).code == cli::ExitCode::Success);
}

TEST_CASE("csp diff says what it could not read, and compares nothing with nothing") {
  source::MemoryFileSystem files;
  files.put("/w/old/Own.xml", ddf(leaf("Kept", "0 1")));
  files.put("/w/new/Own.xml", ddf(leaf("Kept", "0 1")));
  files.put("/w/new/Torn.xml", "<MgmtTree>");
  files.put("/w/torn/Torn.xml", "<MgmtTree>");
  const auto part = run(files, {"csp", "diff", "old", "new"});
  CHECK(part.code == cli::ExitCode::Success);
  CHECK(part.err.find("Torn.xml: not well-formed XML") != std::string::npos);
  const auto nothing = run(files, {"csp", "diff", "old", "torn"});
  CHECK(nothing.code == cli::ExitCode::Usage);
  CHECK(nothing.out.empty());
  CHECK(nothing.err.find("`torn` holds no DDF file that can be read") != std::string::npos);
}

TEST_CASE("csp import joins ADMX files and needs their edition") {
  source::MemoryFileSystem files;
  files.put("/w/ddf/Own.xml",
            ddf("<Node><NodeName>P</NodeName><DFProperties><AccessType><Add/></AccessType><DFFormat><chr/></DFFormat>"
                "<MSFT:AllowedValues ValueType=\"ADMX\"><MSFT:AdmxBacked Area=\"A\" Name=\"Pol\" File=\"own.admx\"/>"
                "</MSFT:AllowedValues></DFProperties></Node>"));
  files.put("/w/admx/Own.admx",
            "<policyDefinitions><policies><policy name=\"POL\" class=\"Machine\"><elements><text id=\"T\"/></elements>"
            "</policy></policies></policyDefinitions>");
  const std::vector<std::string> call = {"csp", "import", "ddf", "--edition", "1", "--admx", "admx", "--out", "out"};
  CHECK(run(files, call).err.find("`--admx` needs `--admx-edition NAME`") != std::string::npos);
  auto named = call;
  named.insert(named.end(), {"--admx-edition", "7"});
  CHECK(run(files, named).err == "wrote 1 file with 2 nodes, 1 ADMX policy\n");
  CHECK(files.files().at("/w/out/Own.json").find(R"("elements":[{"id":"T","kind":"text"}])") != std::string::npos);
}

TEST_CASE("csp import --definitions writes a list that a workspace knows its definitions by") {
  source::MemoryFileSystem files;
  const std::string id = "device_vendor_msft_policy_config_abovelock_configureaudioonlockscreen";
  files.put(
      "/w/answer.json",
      R"({"value":[{"@odata.type":"#microsoft.graph.deviceManagementConfigurationChoiceSettingDefinition","id":")" +
          id +
          R"(","baseUri":"./Device/Vendor/MSFT/Policy/Config","offsetUri":"/AboveLock/ConfigureAudioOnLockScreen"}]})");
  const std::vector<std::string> call = {"csp", "import", "--definitions", "answer.json", "--out", "csp"};
  CHECK(run(files, call).code == cli::ExitCode::Usage);
  auto named = call;
  named.insert(named.end(), {"--edition", "August 2026"});
  const auto outcome = run(files, named);
  CHECK(outcome.code == cli::ExitCode::Success);
  CHECK(outcome.err == "wrote 1 definition of 1 id\n");
  const auto written = files.files().at("/w/csp/definitions.json");
  CHECK(written.find("\"list\":\"August 2026\"") != std::string::npos);
  auto both = named;
  both.insert(both.begin() + 2, "ddf");
  CHECK(run(files, both).code == cli::ExitCode::Usage);

  files.put("/w/pinwright.yaml",
            "pinwright: 1\nworkspace: w\ncatalog: [csp]\ntenants:\n  contoso:\n    tenantId: "
            "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63\npolicies:\n  audio:\n    displayName: Audio\n    target: "
            "settingsCatalog\n    settings:\n      - {omaUri: "
            "./Device/Vendor/MSFT/Policy/Config/AboveLock/ConfigureAudioOnLockScreen, value: 1}\n    assignments: "
            "{include: [allDevices]}\n");
  CHECK(run(files, {"csp", "search", id}).out.find("ConfigureAudioOnLockScreen") != std::string::npos);
  const auto validated = run(files, {"validate"});
  INFO(validated.out);
  CHECK(validated.code == cli::ExitCode::Success);
  CHECK(validated.out.find("not-in-settings-catalog") == std::string::npos);
  files.put("/w/broken.json", "{}");
  auto broken = named;
  broken[3] = "broken.json";
  CHECK(run(files, broken).code == cli::ExitCode::Findings);
}

TEST_CASE("csp show says what values mean, what a payload holds, and what is gone") {
  source::MemoryFileSystem files;
  const std::string config = "./Device/Vendor/MSFT/Policy/Config/";
  const auto camera = run(files, {"csp", "show", config + "Camera/AllowCamera"}).out;
  CHECK(camera.find("  value          0  Not allowed\n  value          1  Allowed\n") != std::string::npos);
  CHECK(camera.find("device_vendor_msft_policy_config_camera_allowcamera") != std::string::npos);
  const auto printers = run(files, {"csp", "show", config + "Printers/PointAndPrintRestrictions"}).out;
  CHECK(printers.find("PointAndPrint_Restrictions_Win7 (Machine, ADMX files of August 2026)") != std::string::npos);
  CHECK(printers.find("PointAndPrint_TrustedServers_Chk: boolean\n") != std::string::npos);
  const auto gone = run(files, {"csp", "show", config + "HumanPresence/ForcePrivacyScreen"}).out;
  CHECK(gone.find("the last edition that has it is February 2025") != std::string::npos);
  CHECK(run(files, {"csp", "search", "ForcePrivacyScreenDim"}).out ==
        config + "HumanPresence/ForcePrivacyScreenDim  (int, retired)\n");
}

TEST_CASE("what csp show --yaml prints can be pasted: no node's example has an error") {
  const auto catalog = csp::Catalog::built_in();
  source::MemoryFileSystem files;
  std::string settings;
  std::size_t count = 0;
  for (const auto& node : catalog.search("./")) {
    const auto kind = node.allowed();
    const bool told = kind == csp::Allowed::Enum || kind == csp::Allowed::Range || kind == csp::Allowed::Admx;
    const auto uri = node.uri();
    const bool settable = node.can(csp::Access::Add) && node.can(csp::Access::Replace) && node.children().empty();
    // Every seventh: the whole catalogue takes long with sanitizers.
    if (!told || !settable || uri.find('{') != std::string::npos || count++ % 7 != 0) continue;
    const auto shown = run(files, {"csp", "show", "--yaml", uri});
    for (const auto line : base::split(shown.out, '\n')) {
      if (!line.empty()) settings += "      " + std::string(line) + "\n";
    }
  }
  CHECK(count > 3500);
  files.put("/w/pinwright.yaml",
            "pinwright: 1\nworkspace: w\ntenants:\n  contoso:\n    tenantId: "
            "3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63\npolicies:\n"
            "  every:\n    displayName: All\n    settings:\n" +
                settings + "    assignments: {include: [allDevices]}\n");
  const auto outcome = run(files, {"validate"});
  INFO(outcome.out.substr(0, 4000));
  CHECK(outcome.code == cli::ExitCode::Success);
}
