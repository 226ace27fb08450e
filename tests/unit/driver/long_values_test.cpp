// A value may be megabytes long, and whoever wrote it may mean harm: what judges it goes over it once. A search that
// begins again at each byte would take hours with these.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "driver/analyse.hpp"
#include "driver/load.hpp"
#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

constexpr std::size_t kMany = 2'000'000;

auto repeated(std::string_view text, std::size_t count) -> std::string {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

/// The messages with this code, and their help, about a value from a file.
auto found(const std::string& uri, const std::string& value, diag::Code code = diag::Code::ValueContent)
    -> std::vector<std::string> {
  source::MemoryFileSystem files;
  files.put("/w/value.txt", value);
  files.put(
      "/w/pinwright.yaml",
      "pinwright: 1\nworkspace: test-4f2a91\ntenants: {contoso: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63}}\n"
      "policies:\n  long:\n    displayName: Long\n    assignments: {include: [allDevices]}\n    settings:\n"
      "      - {omaUri: " +
          uri + ", valueFrom: {file: value.txt}}\n");
  std::ostringstream out;
  Env env{files, out, out, "/w", [](std::string_view) { return std::nullopt; }, [] { return 0; }, [] { return 0; }};
  const auto loaded = load(env, "/w", 1);
  analyse(env, *loaded, {.jobs = 1, .tenants = {}, .per_tenant = {}, .batch_done = {}});
  std::vector<std::string> messages;
  for (const auto& finding : loaded->sink.diagnostics()) {
    if (finding.code == code) messages.push_back(finding.message + ": " + finding.help);
  }
  return messages;
}

const std::string kPolicies = "./Device/Vendor/MSFT/Policy/Config/";

}  // namespace

TEST_CASE("a long value without a separator is one account") {
  CHECK(found(kPolicies + "UserRights/AllowLocalLogOn", "<![CDATA[" + std::string(kMany, 'a') + "]]>").empty());
  CHECK(found(kPolicies + "UserRights/AllowLocalLogOn", "<![CDATA[" + repeated("&#", kMany / 2) + "]]>").empty());
}

TEST_CASE("a long run of blanks stands between two addresses, or inside of one") {
  const auto blanks = std::string(kMany, ' ');
  CHECK(found(kPolicies + "KioskBrowser/BlockedUrls", "a" + blanks + "b").empty());
  const auto findings = found(kPolicies + "KioskBrowser/BlockedUrls", "http://a.com" + blanks + "http://b.com");
  REQUIRE(findings.size() == 1);
  CHECK_THAT(findings[0], Catch::StartsWith("addresses are separated by U+F000"));
}

TEST_CASE("a long run of line breaks stands between two paths, or inside of one") {
  const auto breaks = std::string(kMany, '\n');
  CHECK(found(kPolicies + "Defender/ExcludedPaths", "C:\\a" + breaks + "b").empty());
  const auto findings = found(kPolicies + "Defender/ExcludedPaths", "C:\\a" + breaks + "C:\\b");
  REQUIRE(findings.size() == 1);
  CHECK_THAT(findings[0], Catch::StartsWith("`ExcludedPaths` takes items that `|` separates"));
}

TEST_CASE("of many profiles of a kiosk few are named") {
  std::string profiles;
  for (int i = 0; i < 30'000; ++i)
    profiles += fmt::format(
        R"(<Profile Id="{{{:08x}-6c1d-4e8a-9b7e-2d5c8f1a0e63}}"><AllAppsList/><Taskbar ShowTaskbar="true"/></Profile>)",
        i);
  const auto config = [](int id) {
    return fmt::format(
        R"(<Config><Account>a</Account><DefaultProfile Id="{{{:08x}-6c1d-4e8a-9b7e-2d5c8f1a0e63}}"/></Config>)", id);
  };
  std::string configs;
  for (int i = 0; i < 30'000; ++i) configs += config(i);
  const auto findings = found(
      "./Device/Vendor/MSFT/AssignedAccess/Configuration",
      R"(<AssignedAccessConfiguration xmlns="http://schemas.microsoft.com/AssignedAccess/2017/config"><Profiles>)" +
          profiles + "</Profiles><Configs>" + configs + config(30'000) + "</Configs></AssignedAccessConfiguration>");
  REQUIRE(findings.size() == 1);
  CHECK_THAT(findings[0], Catch::StartsWith("no `<Profile>` has the ID `{00007530-") && Catch::EndsWith(" or another"));
}

TEST_CASE("of many secrets in attributes each is found") {
  const auto xml = "<a>" + repeated("<b password='hunter2-secret'/>", 60'000) + "</a>";
  const auto findings = found("./Device/Vendor/MSFT/Contoso/Thing", xml, diag::Code::SecretInClear);
  REQUIRE(findings.size() >= 5'000);
  CHECK_THAT(findings[0], Catch::StartsWith("`password` of `<b>` is a secret"));
}
