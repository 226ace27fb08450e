#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "driver/analyse.hpp"
#include "driver/load.hpp"
#include "driver/own_folder.hpp"
#include "source/memory_file_system.hpp"

namespace {

using namespace pinwright;
using namespace pinwright::driver;

constexpr std::size_t kMiB = std::size_t{1} << 20;

auto repeated(std::string_view text, std::size_t count) -> std::string {
  std::string all;
  all.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

auto tenant(std::size_t number) -> std::string {
  const auto digits = std::to_string(100'000 + number);
  return "  t" + std::to_string(number) + ": {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f" + digits + "}\n";
}

auto root(const std::string& more = {}) -> std::string { return "pinwright: 1\nworkspace: test-4f2a91\n" + more; }

auto policy(const std::string& setting) -> std::string {
  return "policies:\n  camera:\n    displayName: Camera\n    assignments: {include: [allDevices]}\n    settings:\n"
         "      - omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera\n        dataType: string\n        " +
         setting + "\n";
}

/// 112 rules of nine nodes each.
auto firewall(const std::string& target) -> std::string {
  std::string text = "policies:\n  firewall:\n    displayName: Firewall\n    target: " + target +
                     "\n    assignments: {include: [allDevices]}\n    settings:\n";
  for (int i = 0; i < 112; ++i) {
    for (const auto* node : {"Name", "Description", "Protocol", "LocalPortRanges", "RemotePortRanges",
                             "LocalAddressRanges", "RemoteAddressRanges", "InterfaceTypes", "App/FilePath"}) {
      text += "      - {omaUri: ./Vendor/MSFT/Firewall/MdmStore/FirewallRules/Rule" + std::to_string(i) + "/" + node +
              ", value: " + (node == std::string_view("Protocol") ? "6" : "'443'") + "}\n";
    }
  }
  return text;
}

/// Every finding about a limit and every `private-file` of a workspace, with the bytes that it blames.
auto found(source::FileSystem& files, const std::string& folder = "/w") -> std::vector<std::string> {
  std::ostringstream out;
  std::ostringstream err;
  Env env{files, out, err, folder, [](std::string_view) { return std::nullopt; }, [] { return 0; }, [] { return 0; }};
  const auto loaded = load(env, folder, 2);
  analyse(env, *loaded, {.jobs = 2, .tenants = {}, .per_tenant = {}, .batch_done = {}});
  std::vector<std::string> lines;
  for (const auto& finding : loaded->sink.diagnostics()) {
    const auto code = finding.code;
    const bool is_limit = code == diag::Code::LimitExceeded || code == diag::Code::TooManySettings;
    if (!is_limit && code != diag::Code::PrivateFile) continue;
    lines.push_back(std::string(loaded->sources.path(finding.span.file)) + ": " + finding.message + " «" +
                    std::string(loaded->sources.text(finding.span).substr(0, 20)) + "»");
  }
  return lines;
}

auto found(const std::vector<std::pair<std::string, std::string>>& texts) -> std::vector<std::string> {
  source::MemoryFileSystem files;
  for (const auto& [path, text] : texts) files.put("/w/" + path, text);
  return found(files);
}

using Lines = std::vector<std::string>;

const Lines kTooMuch{
    "pinwright.yaml: the YAML files of the workspace hold more than 256 MiB, with 32 bytes counted for each name and "
    "value beside its text, and aliases expanded «»"};

/// A root file and `count` files with this text.
auto workspace_of(const std::string& text, std::size_t count) -> std::vector<std::pair<std::string, std::string>> {
  std::vector<std::pair<std::string, std::string>> texts{{"pinwright.yaml", root("tenants:\n" + tenant(1))}};
  for (std::size_t i = 0; i < count; ++i) texts.emplace_back("f" + std::to_string(i) + ".yaml", text);
  return texts;
}

}  // namespace

TEST_CASE("a file beyond the limit is not read") {
  const auto tenants = root("tenants:\n" + tenant(1));
  CHECK(found({{"pinwright.yaml", tenants}, {"a.yaml", "# " + std::string(8 * kMiB - 3, 'x') + "\n"}}).empty());
  CHECK(found({{"pinwright.yaml", tenants}, {"a.yaml", "# " + std::string(8 * kMiB, 'x') + "\n"}}) ==
        Lines{"a.yaml: the file has more than 8388608 bytes «»"});
}

TEST_CASE("the files of a workspace have a limit together") {
  const std::string comment = "# " + std::string(8 * kMiB - 10, 'x') + "\n";
  CHECK(found(workspace_of(comment, 31)).empty());
  CHECK(found(workspace_of(comment, 33)) == kTooMuch);
}

TEST_CASE("what aliases stand for counts for the workspace") {
  const std::string bomb = "a: &a " + std::string(100'000, 'x') + "\nb: [" + repeated("*a, ", 80) + "]\n";
  CHECK(found(workspace_of(bomb, 35)) == kTooMuch);
}

TEST_CASE("a name counts for more than its letters") {
  const std::string names = "a: [" + repeated("x, ", 900'000) + "]\n";
  CHECK(found(workspace_of(names, 9)) == kTooMuch);
}

TEST_CASE("a text with its placeholders filled has a limit") {
  const auto tenants = root(
      "tenants:\n  a: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63, vars: {big: " + std::string(kMiB, 'y') + "}}\n");
  CHECK(found({{"pinwright.yaml", tenants}, {"p.yaml", policy("value: \"" + repeated("{vars.big}", 16) + "\"")}})
            .empty());
  CHECK(found({{"pinwright.yaml", tenants}, {"p.yaml", policy("value: \"" + repeated("{vars.big}", 10'000) + "\"")}}) ==
        Lines{"p.yaml: with its placeholders filled, this text has more than 16 MiB «\"{vars.big}{vars.big»"});
}

TEST_CASE("the settings of one tenant have a limit, however few lines they stand in") {
  std::string policies =
      "settingSets:\n  big:\n    - {omaUri: ./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera, "
      "dataType: string, value: " +
      std::string(kMiB, 'z') + "}\npolicies:\n";
  for (int i = 0; i < 200; ++i) {
    const auto name = "p" + std::to_string(i);
    policies +=
        "  " + name + ": {displayName: " + name + ", settingSets: [big], assignments: {include: [allDevices]}}\n";
  }
  CHECK(found({{"pinwright.yaml", root("tenants:\n" + tenant(1) + tenant(2))}, {"p.yaml", policies}}) ==
        Lines{"p.yaml: with this, the settings and texts of one tenant take more than 128 MiB «" +
              std::string(20, 'z') + "»"});
}

TEST_CASE("the settings of a custom policy have a limit, and those of the settings catalog none that is known") {
  const auto tenants = root("tenants:\n" + tenant(1));
  CHECK(found({{"pinwright.yaml", tenants}, {"p.yaml", firewall("custom")}}) ==
        Lines{"p.yaml: the policy has 1008 settings, and Intune takes at most 1000 «firewall»"});
  CHECK(found({{"pinwright.yaml", tenants}, {"p.yaml", firewall("settingsCatalog")}}).empty());
}

TEST_CASE("defaults that are filled into many tenants have a limit") {
  std::string tenants = "tenantDefaults: {labels: {big: " + std::string(kMiB, 'y') + "}}\ntenants:\n";
  for (std::size_t i = 0; i < 200; ++i) tenants += tenant(i);
  CHECK(found({{"pinwright.yaml", root(tenants)}}) ==
        Lines{"pinwright.yaml: filled into 200 tenants, `tenantDefaults` takes more than 128 MiB «tenantDefaults»"});
}

TEST_CASE("files of values have a limit each and together") {
  const auto tenants = root("tenants:\n" + tenant(1));
  CHECK(found({{"pinwright.yaml", tenants},
               {"v.txt", std::string(16 * kMiB + 1, 'v')},
               {"p.yaml", policy("valueFrom: {file: v.txt}")}}) ==
        Lines{"p.yaml: the file `v.txt` has more than 16 MiB «v.txt»"});
  std::vector<std::pair<std::string, std::string>> texts{{"pinwright.yaml", tenants}};
  std::string settings = policy("valueFrom: {file: v0.txt}");
  for (int i = 0; i < 5; ++i) {
    const auto name = "v" + std::to_string(i) + ".txt";
    texts.emplace_back(name, std::string(14 * kMiB, 'v'));
    if (i > 0)
      settings += "      - {omaUri: ./Vendor/MSFT/a" + std::to_string(i) + ", valueFrom: {file: " + name + "}}\n";
  }
  texts.emplace_back("p.yaml", settings);
  const auto lines = found(texts);
  CHECK(lines.size() == 5);
  CHECK(lines.front() == "p.yaml: the files of values have more than 64 MiB together «v0.txt»");
}

TEST_CASE("private files are no values") {
  const auto of = [](const std::string& path, const std::string& text, const std::string& auth = {}) {
    const auto own = root("tenants:\n  a: {tenantId: 3f2b9a54-6c1d-4e8a-9b7e-2d5c8f1a0e63" + auth + "}\n");
    return found({{"pinwright.yaml", own}, {path, text}, {"p.yaml", policy("valueFrom: {file: " + path + "}")}});
  };
  CHECK(of(".env", "A=b") == Lines{"p.yaml: the file `.env` is private: a part of its path begins with a dot «.env»"});
  CHECK(of("a/.git/config", "x").size() == 1);
  CHECK(of("a/b.txt", "x").empty());
  CHECK(of("k.txt", "a\n-----BEGIN PRIVATE KEY-----\nAA\n") ==
        Lines{"p.yaml: the file `k.txt` holds a private key «k.txt»"});
  CHECK(of("k.txt", "-----BEGIN CERTIFICATE-----\n-----BEGIN RSA PRIVATE KEY-----\n").size() == 1);
  CHECK(of("k.txt", "-----BEGIN ENCRYPTED PRIVATE KEY-----").size() == 1);
  CHECK(of("k.txt", "-----BEGIN CERTIFICATE-----\nAA\n-----END CERTIFICATE-----\nno PRIVATE KEY-----\n").empty());
  CHECK(of("s/c.pfx", "x", ", auth: {method: certificate, certificateFile: s/c.pfx}") ==
        Lines{"p.yaml: the file `s/c.pfx` belongs to `auth` «s/c.pfx»"});
  CHECK(of("s/t", "x", ", auth: {method: federated, tokenFile: ./s/../s/t}").size() == 1);
}

namespace {

/// A workspace on the disk, removed at the end.
class OnDisk {
 public:
  OnDisk()
      : folder_(std::filesystem::temp_directory_path() /
                ("pinwright-limits-" + std::to_string(::getpid()) + "-" + std::to_string(++made_))) {
    std::filesystem::create_directories(folder_ / "w");
    put("pinwright.yaml", root("tenants:\n" + tenant(1)));
  }
  OnDisk(const OnDisk&) = delete;
  auto operator=(const OnDisk&) -> OnDisk& = delete;
  ~OnDisk() { std::filesystem::remove_all(folder_); }

  auto put(const std::string& path, const std::string& text) const -> void {
    std::filesystem::create_directories((folder_ / "w" / path).parent_path());
    std::ofstream(folder_ / "w" / path) << text;
  }
  auto link(const std::string& path, const std::string& to) const -> void {
    std::filesystem::create_symlink(to, folder_ / "w" / path);
  }
  [[nodiscard]] auto outside() const -> std::string { return folder_.string(); }
  [[nodiscard]] auto workspace() const -> std::string { return (folder_ / "w").string(); }

 private:
  inline static int made_ = 0;
  std::filesystem::path folder_;
};

auto own_folder_error(const OnDisk& place) -> std::string {
  const auto disk = source::make_disk();
  std::ostringstream out;
  Env env{*disk,           out, out, place.workspace(), [](std::string_view) { return std::nullopt; }, [] { return 0; },
          [] {
            return 0; }};
  const auto status = check_own_folder(env, place.workspace());
  return status.ok() ? std::string() : status.error().message;
}

}  // namespace

TEST_CASE("a link to a private file is no value either") {
  const OnDisk place;
  place.put(".git/config", "token");
  place.put("p.yaml", policy("valueFrom: {file: plain.txt}"));
  place.link("plain.txt", ".git/config");
  const auto disk = source::make_disk();
  CHECK(found(*disk, place.workspace()) ==
        Lines{"p.yaml: the file `plain.txt` is private: a part of its path begins with a dot «plain.txt»"});
}

TEST_CASE("nothing is written through a link in the place of the own folder") {
  const OnDisk place;
  CHECK(own_folder_error(place).empty());
  place.put(".pinwright/journal/x.jsonl", "");
  CHECK(own_folder_error(place).empty());
  place.link(".pinwright/cache", place.outside());
  CHECK(own_folder_error(place) == "`.pinwright/cache` leads out of the workspace");

  const OnDisk other;
  other.link(".pinwright", other.outside());
  CHECK(own_folder_error(other) == "`.pinwright` leads out of the workspace");
}

TEST_CASE("the limit of the files of `catalog` is one for all of its folders") {
  source::MemoryFileSystem files;
  files.put("/w/pinwright.yaml", root("catalog: [one, two]\ntenants:\n" + tenant(1)));
  for (const auto* folder : {"one", "two"}) {
    files.put("/w/" + std::string(folder) + "/a.json", std::string(33 * kMiB, ' '));
  }
  std::ostringstream out;
  std::ostringstream err;
  Env env{files, out, err, "/w", [](std::string_view) { return std::nullopt; }, [] { return 0; }, [] { return 0; }};
  const auto loaded = load(env, "/w", 1);
  std::vector<std::string> messages;
  for (const auto& finding : loaded->sink.diagnostics()) messages.push_back(finding.message);
  REQUIRE(messages.size() == 2);
  CHECK(messages[1] == "the files of `two`, with those of the folders before it, have more than 64 MiB");
}
